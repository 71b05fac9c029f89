"""Values as safe HTML. Every text from the data is escaped here."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..manual import Manual
from ..manual.labels import plain_label
from ..manual.plain_text import mention_mark
from ..model import Entity
from ..model._mentions import Mention, substitute_marks
from ..model._prose_parser import WINDOW, prose_parser
from ..text import format_day, format_number

NOTHING = Markup('<span class="aims-nothing" title="nothing">\u2013</span>')


def link(record: Entity, words: str = "") -> Markup:
    """Return a link to the page of a record, with its label or other words."""
    # A build makes sixty thousand links, and `Markup.format` costs three times as much as this.
    shown = escape(words) if words else label(record)
    return Markup(f'<a href="{quote(record.address)}">{shown}</a>')


def label(record: Entity) -> Markup:
    """Return the label of a record: its id, if it is shown, and its title."""
    title = in_its_direction(escape(record.title))
    if not record.shows_id:
        return title
    return Markup(f'<span class="aims-id">{escape(record.short_id)}</span> {title}')


def inline(value: Any, manual: Manual) -> Markup:
    """Return a value of a field or cell as inline HTML."""
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, Markup):
        return value
    if isinstance(value, Entity):
        return link(value)
    if isinstance(value, bool):
        return Markup("yes" if value else "no")
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, int | float):
        return Markup(format_number(value))
    if isinstance(value, tuple | list):
        return inline_list(inline(item, manual) for item in value)
    if callable(getattr(value, "__html__", None)):
        return Markup(value.__html__())
    return in_its_direction(escape(str(value)))


def inline_list(items: Iterable[Markup]) -> Markup:
    """Return items as an inline list; a dash if there are none."""
    several = list(items)
    if len(several) < 2:  # A single item needs no list.
        return several[0] if several else NOTHING
    lines = "".join(f"<li>{escape(item)}</li>" for item in several)
    return Markup(f'<ul class="aims-inline">{lines}</ul>')


def markdown(text: str, manual: Manual, place: str = "text") -> Markup:
    """Return Markdown from the data as HTML; raw HTML in it is shown as text.

    `place` is the prefix of the ids of headings and footnotes, which makes them unique on a page.
    """
    source, marks = substitute_marks(text, partial(mention_mark, manual))
    html = prose_parser().render(
        source, {"docId": place, "place": place, "ids": {}, "marks": marks}
    )
    # Without a prefix, no element has an id.
    return _harmless(html if place else _ID.sub("", html))


def markdown_line(text: str, manual: Manual) -> Markup:
    """Return a line of Markdown as HTML without a paragraph."""
    if "\n" in text.strip():
        return markdown(text, manual, "")
    source, marks = substitute_marks(text.strip(), partial(mention_mark, manual))
    html = _harmless(prose_parser().renderInline(source, {"docId": "", "ids": {}, "marks": marks}))
    return in_its_direction(html)


def message(text: str, manual: Manual) -> Markup:
    """Return the text of a finding, with names and written dates instead of ids and ISO dates.

    What it quotes as code stays as it is: it is to be written into a file.
    """
    parts = _CODE.split(text)
    shown = (
        escape(part) if place % 2 else _in_words(part, manual) for place, part in enumerate(parts)
    )
    return in_its_direction(Markup("").join(shown))


def _in_words(text: str, manual: Manual) -> Markup:
    done, parts = 0, []
    for found in _DAY_OR_ID.finditer(text):
        parts += [escape(text[done : found.start()]), _word(found[0], manual)]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def _word(word: str, manual: Manual) -> Markup:
    """Return a day in words, the title of a record whose id is not shown; default: the word."""
    try:
        return format_day(date.fromisoformat(word))
    except ValueError:
        record = manual.find(word)
        known = record is not None and record.id == word and not record.shows_id
        return escape(record.title if record is not None and known else word)


def in_its_direction(html: Markup) -> Markup:
    """Return inline HTML, isolated if it contains right-to-left letters."""
    return Markup("<bdi>{}</bdi>").format(html) if _RIGHT_TO_LEFT.search(html) else html


def _harmless(html: str) -> Markup:
    """Return the HTML of the parser, without text that looks like a link attribute."""
    # The parser puts attributes in double quotes and escapes double quotes in text.
    return Markup(without_styles(html).replace("'", "&#39;"))


def label_link(mention: Mention, manual: Manual) -> Markup | None:
    """Return the link of a mention, or None if the record is unknown."""
    target = manual.find(mention.target)
    if target is None:
        return None
    words = in_its_direction(escape(mention.words or plain_label(target)))
    return Markup('<a href="{}">{}</a>').format(quote(target.address), words)


def wrap_written_tables(html: str) -> str:
    """Return the HTML of a page in `docs/` with scrollable tables, and without styles."""
    return without_styles(_WRITTEN_TABLE.sub(rf"{WINDOW}\1</div>", html))


def without_styles(html: str) -> str:
    """Return HTML that aligns cells by classes, because a strict server forbids styles."""
    return _ALIGNED.sub(r' class="aims-\1"', html) if "style=" in html else html


_CODE = re.compile("(`[^`]*`)")
# A single word is also a word of the language, such as the id of a term.
_DAY_OR_ID = re.compile(r"[\w@]+(?:[-.@]\w+)+")
_ID = re.compile(r' (?:id="[^"]*"|href="#fn(?:ref)?-[^"]*")')
# Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and other right-to-left scripts.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_WRITTEN_TABLE = re.compile(r"(<table>\n<thead>.*?</table>)", re.DOTALL)
_ALIGNED = re.compile(r' style="text-align:\s?(left|center|right);?"')


def make_relative(html: str, address: str, root: str = "") -> str:
    """Return the HTML of a page with links relative to the page instead of the root of the site.

    `root` replaces the relative prefix. The site then works below any path.
    """
    depth = address.strip("/").count("/") + 1 if address.strip("/") else 0
    up = root or "../" * depth or "./"
    done, parts = 0, []
    for found in _rooted(html):
        parts += [html[done : found.start(2)], up]
        done = found.start(2) + 1
    return "".join([*parts, html[done:]])


def rooted_links(html: str) -> set[str]:
    """Return every address from the root of the site that a page links to or loads."""
    return {unescape(found[2]) for found in _rooted(html)}


def _rooted(html: str) -> Iterator["re.Match[str]"]:
    """Yield each attribute that holds an address from the root of the site."""
    attributes: set[int] | None = None
    for found in _ROOTED.finditer(html):
        before = html[html.rfind("<", 0, found.start()) : found.start()]
        # Text and other attributes can look like one, but rarely: read all tags only in that case.
        if not before or ">" in before or "'" in before or before.count('"') % 2:
            attributes = _attributes(html) if attributes is None else attributes
            if found.start() not in attributes:
                continue
        yield found


def _attributes(html: str) -> set[int]:
    """Return the position of each attribute of a page, with the space before it."""
    return {
        tag.start() + attribute.start()
        for tag in _TAG.finditer(html)
        for attribute in _ATTRIBUTE.finditer(tag[0])
    }


_ROOTED = re.compile(r"""\s(?:href|src|data|xlink:href)=(["'])(/(?!/)[^"'#?]*)""")
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s[^\s"'<>/=]+=(?:"[^"]*"|'[^']*')""")


def html_attributes(**named: str | None) -> Markup:
    """Return HTML attributes, without those that are None."""
    return Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), value)
        for name, value in named.items()
        if value is not None
    )
