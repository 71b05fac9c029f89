"""Insertion of HTML into a written page after Markdown has run.

A macro leaves a mark in the Markdown: a word of letters and digits without meaning there. So its
HTML is never read as Markdown. When the mark is replaced, its context in the HTML of the page is
known: a line, a heading, an attribute or code.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from markupsafe import Markup, escape

from ..model._addresses import is_allowed, is_elsewhere

_TAG = r"</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_CLOSED = r"<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=`]+))?")
_BLOCK = re.compile(
    r"<(?:address|article|aside|blockquote|details|dialog|div|dl|fieldset|figure|footer|form"
    r"|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)\b"
)
_ONE_PARAGRAPH = re.compile(r"\s*<p(?: dir=\"auto\")?>((?:(?!</?p\b).)*)</p>\s*", re.DOTALL)
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_SPACED = re.compile(r"(?=</(?:p|li|h[1-6]|td|th|tr|dt|dd|div|caption)>|<br)")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"} | {
    "track",
    "wbr",
}
# Elements for words only: those that can be split around a block, and those that cannot.
_PARTED = {"p", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup"}
_WHOLE = {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "code", "kbd", "samp", "a", "span", "abbr"} | {
    "label",
    "button",
    "summary",
    "q",
    "cite",
}
_TEXT_ONLY = {"svg", "math", "title", "textarea", "select", "option", "noscript", "template"}
_CODE = {"code", "pre"}
_LOADED = {"src", "data", "poster"}
_ADDRESSES = {"href", "src", "xlink:href", "action", "formaction", "data", "poster", "cite"}


@dataclass(frozen=True)
class Insertion:
    """A piece of HTML to insert into a page."""

    html: str
    written: str = ""
    """The source text that is kept in code; empty if it is inserted there too."""
    is_used: Callable[[], None] | None = None
    """A function to call when it is inserted as HTML or text."""

    @cached_property
    def text(self) -> str:
        """Its text without HTML."""
        return Markup(_SPACED.sub(" ", self.html)).striptags()

    @cached_property
    def is_block(self) -> bool:
        """Whether it has block elements."""
        return _BLOCK.search(self.html) is not None


def is_balanced(html: str) -> bool:
    """Return whether all elements in a piece of HTML are closed."""
    opened: list[str] = []
    for found in re.finditer(rf"{_CLOSED}|{_TAG}|<", html, re.DOTALL | re.IGNORECASE):
        name = _NAME.match(found[0])
        if found[0] == "<":
            return False
        if not name or name[1].lower() in _VOID or found[0].endswith("/>"):
            continue
        if not found[0].startswith("</"):
            opened.append(name[1])
        elif not opened or opened.pop() != name[1]:
            return False
    return not opened


@dataclass
class Insertions:
    """The insertions of one page; `source` is the text of its file."""

    source: str
    _made: list[Insertion] = field(default_factory=list)
    _mark: str = ""

    def __post_init__(self) -> None:
        # A text cannot contain its own checksum, so nothing in the page looks like a mark.
        self._mark = f"aims{hashlib.sha256(self.source.encode()).hexdigest()[:16]}x"
        # Case may change: `{% filter upper %}`.
        self._marks = re.compile(rf"{self._mark}([0-9]+)z", re.IGNORECASE)
        self._pieces = re.compile(
            rf"{_CLOSED}|(?P<tag>{_TAG})|(?P<broken><[a-zA-Z][^>]*)|{self._mark}(?P<number>[0-9]+)z",
            re.DOTALL | re.IGNORECASE,
        )

    def add(self, html: str, written: str = "", is_used: Callable[[], None] | None = None) -> str:
        """Return the mark for a piece of HTML."""
        self._made.append(Insertion(html, written, is_used))
        return f"{self._mark}{len(self._made) - 1}z"

    def without_marks(self, html: str) -> str:
        """Return HTML without anything that looks like a mark."""
        while self._mark in html.lower():
            html = re.sub(self._mark, "", html, flags=re.IGNORECASE)
        return html

    def as_text(self, marked: str) -> str:
        """Return a text with each mark replaced by plain text."""
        return self._marks.sub(lambda found: self._words(int(found[1])), marked)

    def fill(self, html: str) -> str:
        """Return HTML with each mark replaced by its insertion, as the context allows."""
        if self._marks.search(html) is None:
            return html
        return _Filler(self, self._pieces).fill(html)

    def made(self, number: int) -> Insertion:
        """Return the insertion of a mark; an empty one if the number is unknown."""
        return self._made[number] if number < len(self._made) else Insertion("")

    def _words(self, number: int) -> str:
        insertion = self.made(number)
        if insertion.is_used:
            insertion.is_used()
        return insertion.text

    def in_tag(self, tag: str) -> str:
        """Return a start tag with text for marks in attributes, and only allowed addresses."""
        if self._marks.search(tag) is None:
            return tag
        name = _NAME.match(tag)
        start = name.end() if name else 1
        return tag[:start] + _ATTRIBUTE.sub(self._attribute, tag[start:])

    def _attribute(self, found: "re.Match[str]") -> str:
        if self._marks.search(found[0]) is None:
            return found[0]
        name, value = found[1].lower(), (found[2] or "").strip("\"'")
        if self._marks.search(name) or name.startswith("on") or name in ("style", "srcdoc"):
            return ""
        words = self.as_text(unescape(value))
        if name in _ADDRESSES and not is_allowed(words):
            return ""
        if name in _LOADED and is_elsewhere(words):
            return ""
        return f'{found[1]}="{escape("-".join(words.split()) if name == "id" else words)}"'


class _Filler:
    """The replacement of marks in the HTML of a page, with the open elements."""

    def __init__(self, page: Insertions, pieces: "re.Pattern[str]") -> None:
        self.page, self.pieces = page, pieces
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []
        """(name, start tag) of each open element."""
        self.reopened: list[tuple[str, str]] = []
        """Elements closed before a block, to reopen after it if content follows."""

    def fill(self, html: str) -> str:
        """Return the HTML of the page with its marks replaced."""
        done = 0
        for piece in self.pieces.finditer(html):
            self._write(html[done : piece.start()])
            done = piece.end()
            if piece["number"]:
                self._put_in(self.page.made(int(piece["number"])))
            elif piece["tag"]:
                self._tag(piece["tag"])
            else:
                self._write(self._as_written(piece[0], bool(piece["broken"])))
        self._write(html[done:])
        return "".join(self.out)

    def _as_written(self, piece: str, broken: bool) -> str:
        """Return a comment, a script or a broken tag, which cannot have HTML inserted."""

        def instead(found: "re.Match[str]") -> str:
            made = self.page.made(int(found[1]))
            return str(escape(made.text if broken else made.written))

        return self.page._marks.sub(instead, piece)

    def _write(self, text: str) -> None:
        if text and self.reopened and not text.isspace():
            for name, tag in self.reopened:
                self.out.append(tag)
                self.open.append((name, tag))
            self.reopened = []
        self.out.append(text)

    def _tag(self, tag: str) -> None:
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if not tag.startswith("</"):
            self._write(self.page.in_tag(tag))
            if name not in _VOID and not tag.endswith("/>"):
                self.open.append((name, tag))
            return
        if self.reopened and any(name == inner for inner, _ in self.reopened):
            while self.reopened and self.reopened.pop()[0] != name:
                pass
            return
        self.reopened = []
        if any(name == outer for outer, _ in self.open):
            while self.open.pop()[0] != name:
                pass
        self.out.append(tag)

    def _put_in(self, insertion: Insertion) -> None:
        around = [name for name, _ in (*self.open, *self.reopened)]
        if insertion.written and not _CODE.isdisjoint(around):
            self._write(str(escape(insertion.written)))
            return
        if insertion.is_used:
            insertion.is_used()
        if not _TEXT_ONLY.isdisjoint(around):
            self._write(str(escape(insertion.text)))
            return
        html, words_only = insertion.html, _PARTED | _WHOLE
        if insertion.is_block and not words_only.isdisjoint(around):
            if single := _ONE_PARAGRAPH.fullmatch(html):
                html = single[1]
            elif not _WHOLE.isdisjoint(around):
                html = str(escape(insertion.text))
            else:
                self._put_between(html)
                return
        self._write(_ANCHOR.sub("", html) if "a" in around else html)

    def _put_between(self, html: str) -> None:
        """Insert a block by closing the paragraph before it and reopening it after."""
        first = next(
            (at for at, (name, _) in enumerate(self.open) if name in _PARTED), len(self.open)
        )
        closed = self.open[first:]
        for name, tag in reversed(closed):
            while self.out and not self.out[-1].strip():
                self.out.pop()
            if self.out and self.out[-1] == self.page.in_tag(tag):
                self.out.pop()  # It is empty.
            else:
                self.out.append(f"</{name}>")
        del self.open[first:]
        self.out.append(f"\n{html.strip()}\n")
        again = [(name, re.sub(r"\sid=(\"[^\"]*\"|'[^']*')", "", tag)) for name, tag in closed]
        self.reopened = again or self.reopened
