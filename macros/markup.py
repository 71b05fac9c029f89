"""Values in, safe HTML out: every text from the data passes through here on its way to a page."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from .manual import Manual
from .model import Entity
from .prose import Mention, replace_mentions

NOTHING = Markup('<span class="aims-nothing" title="nothing">\u2013</span>')
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:&])")


def link(record: Entity, words: str = "") -> Markup:
    """Return a link to the page of a record, in words of its own or in these."""
    shown = escape(words) if words else label(record)
    return Markup('<a href="{}">{}</a>').format(quote(record.address), shown)


def label(record: Entity) -> Markup:
    """Return what a record is called: its id, where people know it by that, and its title."""
    if not record.shows_id:
        return escape(record.title)
    return Markup('<span class="aims-id">{}</span> {}').format(record.short_id, record.title)


def day(value: date) -> Markup:
    """Return a day as people write it, and as machines read it."""
    shown = f"{value.day} {value:%B %Y}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), shown)


def number(value: float) -> str:
    """Return a number without needless digits: `2.2`, `1,200`."""
    return f"{value:,.10g}"


def inline(value: Any, manual: Manual) -> Markup:
    """Return any value a field or cell can hold, as HTML that can stand in a line."""
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, Markup):
        return value
    if isinstance(value, Entity):
        return link(value)
    if isinstance(value, bool):
        return Markup("yes" if value else "no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float):
        return Markup(number(value))
    if isinstance(value, tuple | list):
        return joined(inline(item, manual) for item in value)
    if callable(getattr(value, "__html__", None)):
        return Markup(value.__html__())
    return escape(str(value))


def joined(items: Iterable[Markup]) -> Markup:
    """Return several things as a list in a line, a dash if there are none."""
    several = list(items)
    if len(several) < 2:  # one needs no list
        return several[0] if several else NOTHING
    lines = Markup("").join(Markup("<li>{}</li>").format(item) for item in several)
    return Markup('<ul class="aims-inline">{}</ul>').format(lines)


def markdown(text: str, manual: Manual, place: str = "text") -> Markup:
    """Return prose from the data as HTML; raw HTML in it is shown as text.

    `place` begins the ids of its headings and footnotes, so that they are unique on a page.
    """
    source = replace_mentions(text, lambda mention: _markdown_link(mention, manual))
    return _set(source, place)


def markdown_line(text: str, manual: Manual) -> Markup:
    """Return prose of a single line as HTML without a paragraph around it."""
    source = replace_mentions(text, lambda mention: _markdown_link(mention, manual))
    if "\n" in source.strip():
        return _set(source, "")
    return _harmless(_parser().renderInline(source.strip(), {}))


def _set(source: str, place: str) -> Markup:
    """Return Markdown as HTML; without a place of its own on the page, nothing in it has an id."""
    html = _parser().render(source, {"docId": place, "place": place, "ids": {}})
    return _harmless(html if place else _ID.sub("", html))


def _harmless(html: str) -> Markup:
    """Return what the parser made, with nothing in its texts that looks like a link of ours."""
    # Its attributes stand in double quotes, in which it escapes those of the text.
    return Markup(without_styles(html).replace("'", "&#39;"))


def plain(text: str, manual: Manual) -> str:
    """Return prose as plain text, for files that know no markup."""

    def words(mention: Mention) -> str:
        target = manual.find(mention.target)
        return mention.words or (plain_label(target) if target else mention.target)

    html = _parser().render(replace_mentions(text, words), {"docId": "x", "place": "x", "ids": {}})
    return re.sub(r"\s+", " ", Markup(html).striptags()).strip()


def plain_label(record: Entity) -> str:
    """Return what a record is called, as plain text."""
    return f"{record.short_id} {record.title}" if record.shows_id else record.title


def mention_link(mention: Mention, manual: Manual) -> tuple[str, str] | None:
    """Return the words and the address a mention stands for, or None where nothing is named."""
    target = manual.find(mention.target)
    if target is None:
        return None
    return mention.words or plain_label(target), quote(target.address)


def _markdown_link(mention: Mention, manual: Manual) -> str:
    found = mention_link(mention, manual)
    if found is None:
        return _MARKS.sub(r"\\\1", mention.words or mention.target)
    words, address = found
    shown = _MARKS.sub(r"\\\1", words)
    return f"[{shown}]({address})"


@cache
def _parser() -> MarkdownIt:
    """Return a parser that takes no raw HTML and no link that could run a script."""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(admon_plugin).use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("image", _image)
    return parser


def _heading(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    """Give each heading an id that is unique on its page."""
    words = re.sub(r"[^\w]+", "-", tokens[number + 1].content).strip("-").lower()
    name = f"{env.get('place', 'text')}-{words}"
    env["ids"][name] = env["ids"].get(name, 0) + 1
    count = env["ids"][name]
    tokens[number].attrSet("id", name if count == 1 else f"{name}-{count}")
    # A page has one heading of the first level: the record's title.
    level = max(2, int(tokens[number].tag[1]))
    tokens[number].tag = f"h{level}"
    closing = next(t for t in tokens[number:] if t.type == "heading_close")
    closing.tag = f"h{level}"
    return str(renderer.renderToken(tokens, number, options, env))


def _table_open(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return f"{_WINDOW}<table>\n"


def _table_close(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return "</table></div>\n"


def _image(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    """Show a picture of this site; one from elsewhere is a link, for a page loads nothing else."""
    token = tokens[number]
    source, words = (
        str(token.attrs["src"]),
        renderer.renderInlineAsText(token.children, options, env),
    )
    if _ELSEWHERE.match(source):
        return Markup('<a href="{}">{}</a>').format(source, words or source)
    token.attrSet("alt", words)
    return str(renderer.renderToken(tokens, number, options, env))


def written(html: str) -> str:
    """Return a written page's HTML with its tables in windows of their own, and without styles."""
    return without_styles(_WRITTEN_TABLE.sub(rf"{_WINDOW}\1</div>", html))


def without_styles(html: str) -> str:
    """Return HTML in which classes align the cells: strict servers take no style in a page."""
    return _ALIGNED.sub(r' class="aims-\1"', html) if "style=" in html else html


_ID = re.compile(r' (?:id="[^"]*"|href="#fn(?:ref)?-[^"]*")')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.\-]*:|//", re.IGNORECASE)
_WINDOW = '<div class="aims-scroll" role="region" tabindex="0" aria-label="Table">'
_WRITTEN_TABLE = re.compile(r"(<table>\n<thead>.*?</table>)", re.DOTALL)
_ALIGNED = re.compile(r' style="text-align:\s?(left|center|right);?"')


def in_markdown(html: Markup) -> Markup:
    """Return HTML for a line of a written page: what is text in it means nothing in Markdown."""
    return Markup(_OF_MARKDOWN.sub(lambda match: match[1] or f"&#{ord(match[0])};", html))


# Tags and entities stay as they are.
_OF_MARKDOWN = re.compile(r"(<[^>]*>|&#?\w+;)|[\\`*_{}\[\]!~^|]")


def relative(html: str, address: str, root: str = "") -> str:
    """Return a page's HTML with every link from the root of the site made relative to the page.

    `root` stands before all; so the site works below any path.
    """
    depth = address.strip("/").count("/") + 1 if address.strip("/") else 0
    up = root or "../" * depth or "./"
    return _ROOTED.sub(lambda match: f"{match[1]}{match[2]}{up}", html)


_ROOTED = re.compile(r"""(\s(?:href|src|data|xlink:href)=)(["'])/(?!/)""")


def attributes(**named: str | None) -> Markup:
    """Return HTML attributes, those that are None left out."""
    return Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), value)
        for name, value in named.items()
        if value is not None
    )
