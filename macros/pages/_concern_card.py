"""The channels for concerns as cards: how to reach each one, and who reads it."""

import re

from markupsafe import Markup, escape

from ..manual import Manual
from ..model.channel import Channel
from ..tables._fields import field_cell
from ._markup import inline, link, markdown_line

_REACH = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<phone>\bextension \d+|\+\d[\d ]{5,}\d)"
)


def cards(manual: Manual) -> Markup:
    """Return a card for each channel in which a concern about AI can be raised (A.3.3)."""
    found = [channel for channel in manual.all(Channel) if channel.concerns]
    if not found:
        return Markup('<p class="aims-empty">No channel accepts concerns.</p>')
    return Markup("").join(_card(manual, channel) for channel in found)


def _card(manual: Manual, channel: Channel) -> Markup:
    facts = [
        ("How", escape(channel.medium)),
        ("Where", _reachable(channel.where)),
        ("Who reads it", inline(field_cell(manual, channel, "owner"), manual)),
        ("What for", markdown_line(channel.purpose, manual)),
    ]
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value)
        for name, value in facts
        if value
    )
    return Markup('<div class="aims-card"><p><b>{}</b></p>\n<dl>{}</dl></div>\n').format(
        link(channel), rows
    )


def _reachable(text: str) -> Markup:
    """Return text with links for its e-mail addresses and telephone numbers."""
    parts, done = [], 0
    for found in _REACH.finditer(text):
        number = re.sub(r"[^+0-9]", "", found[0])
        address = f"mailto:{found[0]}" if found["mail"] else f"tel:{number}"
        parts += [escape(text[done : found.start()])]
        parts += [Markup('<a href="{}">{}</a>').format(address, found[0])]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])
