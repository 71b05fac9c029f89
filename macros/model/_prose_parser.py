"""The parser of Markdown in the data: no raw HTML, only allowed addresses."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ._addresses import is_allowed, is_elsewhere

DEEPEST = 32
"""The deepest level of nesting; a list in a list is two levels deeper."""
WINDOW = '<div class="aims-scroll" role="region" tabindex="0" aria-label="Table">'
_CONTAINERS = {"list_item_open", "blockquote_open", "admonition_open", "dd_open"} | {
    "bullet_list_open",
    "ordered_list_open",
    "footnote_open",
}
_DIRECTED = ("paragraph_open", "heading_open", "list_item_open", "th_open", "td_open", "dt_open")
_TASK = re.compile(r"\[[ xX]\][ \t\n\v\f\r]+")
# Deep nesting needs such a line: one with a large indent or with many markers.
_DEEP = re.compile(
    rf"^(?:[ \t]{{{DEEPEST // 4},}}|(?:[ \t]*[>*+-]|[ \t]*\d+[.)]){{8}})", re.MULTILINE
)
_LINK_SIGNS = re.compile(r"\]\(|\]:|<[a-zA-Z][^\s<>]*:|\]\[")
_DESTINATION = re.compile(
    r"\]\(\s*<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)"
    r"|<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)",
    re.MULTILINE,
)
_CHECKBOX = '<input class="task-list-item-checkbox" {}disabled="disabled" type="checkbox">'


class Mark(NamedTuple):
    """The link to a record that a mark in Markdown stands for."""

    written: str
    """The source text, which is shown in code."""
    words: str
    address: str = ""
    """The address; if it is empty, only the words are shown."""


class Marks:
    """The marks in a text: words of letters and digits, which have no meaning in Markdown."""

    def __init__(self, prefix: str, marks: list[Mark]) -> None:
        self.list = marks
        self.found: set[int] = set()
        """The numbers of the marks that are in text, not in code."""
        self._pattern = re.compile(rf"{prefix}([0-9]+)z")

    def words(self, text: str) -> str:
        """Return a text with each mark replaced by its words."""
        return self._pattern.sub(lambda match: self.list[int(match[1])].words, text)

    def written(self, text: str) -> str:
        """Return a text with each mark replaced by its source text."""
        return self._pattern.sub(lambda match: self.list[int(match[1])].written, text)

    def parts(self, text: str) -> Iterator[str | Mark]:
        """Yield the texts between the marks, and the marks."""
        for number, part in enumerate(self._pattern.split(text)):
            if number % 2:
                self.found.add(int(part))
                yield self.list[int(part)]
            elif part:
                yield part


class ProseLink(NamedTuple):
    """A link or picture in prose."""

    address: str
    """The address as it is in the HTML."""
    is_picture: bool
    written: str
    """The source text of its address, or an empty text if it was not found."""


def find_links(text: str) -> Iterator[ProseLink]:
    """Yield the links and pictures in a text, including those with forbidden addresses."""
    if not _LINK_SIGNS.search(text):
        return
    written: dict[str, str] = {}
    for found in _DESTINATION.finditer(text):
        plain = unescapeAll(found[1] or found[2] or found[3] or "")
        written.setdefault(_any_link().normalizeLink(plain), found[0] if plain else "]()")
    for token in _any_link().parse(text, {"docId": "", "place": "", "ids": {}}):
        waiting = [*(token.children or ())]
        while waiting:
            child = waiting.pop(0)
            if child.type in ("link_open", "image"):
                address = str(child.attrs.get("href" if child.type == "link_open" else "src", ""))
                yield ProseLink(address, child.type == "image", written.get(address, ""))
            waiting = [*(child.children or ()), *waiting]


def heading_ids(text: str, place: str) -> list[str]:
    """Return the ids of the headings in a text."""
    env: dict[str, Any] = {"docId": place, "place": place, "ids": {}}
    prose_parser().render(text, env)
    return [*env["ids"]]


def heading_anchor(words: str) -> str:
    """Return the part of a heading's id that is made from its words."""
    return re.sub(r"[^\w]+", "-", words).strip("-").lower()


@cache
def _any_link() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    made.use(admon_plugin).use(deflist_plugin).use(footnote_plugin)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # to report them
    return made


@cache
def prose_parser() -> MarkdownIt:
    """Return the parser of all prose.

    Its `env` has `place`, the prefix of the ids of headings and footnotes, and `marks`.
    """
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    made.use(admon_plugin).use(deflist_plugin).use(footnote_plugin)
    made.core.ruler.push("task-lists", _task_lists)
    made.core.ruler.push("marks", _marks)
    made.core.ruler.push("directions", _directions)
    made.validateLink = is_allowed  # type: ignore[method-assign,assignment]  # as its documentation says
    for name, rule in (
        ("heading_open", _heading),
        ("table_open", _table_open),
        ("table_close", _table_close),
        ("image", _image),
    ):
        made.add_render_rule(name, rule)
    return made


def find_too_deep(text: str) -> tuple[str, str] | None:
    """Return (token type, first line) of content that is nested too deep, or None."""
    if not _DEEP.search(text):
        return None
    for token in prose_parser().parse(text, {"docId": "", "place": "", "ids": {}}):
        if token.level >= DEEPEST - 1 and token.type in _CONTAINERS:
            return token.type, text.splitlines()[token.map[0]] if token.map else ""
    return None


def _task_lists(state: StateCore) -> None:
    """Turn list items that begin with `[ ]` or `[x]` into tasks; the plugin is quadratic."""
    lists: list[Token] = []
    before = [Token("", "", 0), Token("", "", 0)]
    for token in state.tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        opened = [previous.type for previous in before] == ["list_item_open", "paragraph_open"]
        if opened and token.type == "inline" and _TASK.match(token.content) and token.children:
            box = Token("html_inline", "", 0)
            done = token.content[1] != " "
            box.content = _CHECKBOX.format('checked="checked" ' if done else "")
            token.children[0].content = token.children[0].content[3:]
            token.content = token.content[3:]
            token.children.insert(0, box)
            before[0].attrJoin("class", "task-list-item")
            lists[-1].attrSet("class", "contains-task-list")
        before = [before[1], token]


def _marks(state: StateCore) -> None:
    """Replace marks by links in text, and by their source text in code."""
    marks: Marks | None = state.env.get("marks")
    if marks is None:
        return
    for token in state.tokens:
        if token.type == "inline":
            token.children = _linked(token.children or [], marks)
            token.content = marks.words(token.content) if token.children else token.content
        else:
            _as_written(token, marks)


def _as_written(token: Token, marks: Marks) -> None:
    token.content, token.info = marks.written(token.content), marks.written(token.info)
    for name, value in token.attrs.items():
        if isinstance(value, str):
            token.attrs[name] = marks.written(value)


def _linked(children: list[Token], marks: Marks) -> list[Token]:
    made: list[Token] = []
    in_link = 0
    for token in children:
        in_link += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text":
            _as_written(token, marks)
            if token.type == "image":
                token.children = _linked(token.children or [], marks)
            made.append(token)
            continue
        for part in marks.parts(token.content):
            words = part if isinstance(part, str) else part.words
            text = Token("text", "", 0, content=words, level=token.level)
            if isinstance(part, Mark) and part.address and not in_link:
                opening = Token("link_open", "a", 1, attrs={"href": part.address})
                made += [opening, text, Token("link_close", "a", -1)]
            else:
                made.append(text)
    return made


def _directions(state: StateCore) -> None:
    """Set `dir="auto"` on paragraphs, items, headings and cells (HTML, `dir` attribute)."""
    for token in state.tokens:
        if token.type in _DIRECTED and not token.hidden:
            token.attrSet("dir", "auto")


def _heading(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    """Give each heading an id that is unique on its page."""
    name = f"{env.get('place', 'text')}-{heading_anchor(tokens[number + 1].content)}"
    env["ids"][name] = env["ids"].get(name, 0) + 1
    count = env["ids"][name]
    tokens[number].attrs = {"id": name if count == 1 else f"{name}-{count}"} | tokens[number].attrs
    # A page has one heading of the first level: the record's title.
    level = max(2, int(tokens[number].tag[1]))
    tokens[number].tag = tokens[number + 2].tag = f"h{level}"
    return str(renderer.renderToken(tokens, number, options, env))


def _table_open(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return f"{WINDOW}<table>\n"


def _table_close(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    return "</table></div>\n"


def _image(renderer: Any, tokens: Any, number: int, options: Any, env: Any) -> str:
    """Show a picture of this site; one from another site becomes a link."""
    token = tokens[number]
    source = str(token.attrs["src"])
    words = renderer.renderInlineAsText(token.children, options, env)
    if is_elsewhere(source):
        return Markup('<a href="{}">{}</a>').format(source, words or source)
    token.attrSet("alt", words)
    return str(renderer.renderToken(tokens, number, options, env))
