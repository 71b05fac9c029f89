"""Markdown from the data as plain text, and its mentions as links."""

import re
from urllib.parse import quote

from markupsafe import Markup

from ..model._mentions import Mention, substitute_marks
from ..model._prose_parser import Mark, prose_parser
from ._manual import Manual
from .labels import plain_label


def to_plain_text(text: str, manual: Manual) -> str:
    """Return prose as plain text, for files without markup."""
    source, marks = substitute_marks(
        text, lambda mention: mention_mark(manual, mention)._replace(address="")
    )
    html = prose_parser().render(source, {"docId": "x", "place": "x", "ids": {}, "marks": marks})
    return re.sub(r"\s+", " ", Markup(html).striptags()).strip()


def mention_mark(manual: Manual, mention: Mention) -> Mark:
    """Return the mark that replaces a mention while Markdown is parsed."""
    target = manual.find(mention.target)
    if target is None:
        return Mark(mention.written, manual.name_of(mention))
    return Mark(mention.written, mention.words or plain_label(target), quote(target.address))
