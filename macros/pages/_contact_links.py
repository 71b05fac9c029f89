"""E-mail addresses, telephone numbers and web addresses in a page as links.

This works on the finished HTML of a page, so it is the same for fields, prose and written pages.
Text in code, links, drawings and forms stays as it is.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

from markupsafe import Markup

_FOUND = re.compile(
    # Without the look behind, a long word without an address would take minutes.
    r"(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})"
    r"|(?P<web>https?://(?:[^\s<>\"'&;]|&amp;)+[\w/])"
    r"|(?P<phone>(?:\b[Ee]xtension\s|\b[Ee]xt\.\s)\d{2,7}\b"
    r"|(?<![\w+])\+\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d[\d .-]{5,16}\d\b)"
)
# Most pages have none of these in their text, and reading all tags of a page takes long.
_HINT = re.compile(r"@|[\s>(;]https?://|[Ee]xt(?:ension|\.)\s\d|\+\d")
_CLOSED = ("a", "button", "code", "kbd", "option", "pre", "script", "style", "svg", "textarea")
_CLOSED_TAG = re.compile(rf"<(/?)({'|'.join(_CLOSED)})(?=[\s>])", re.IGNORECASE)
_PART = re.compile(r"<[^>]*>")


def link_contacts(html: str) -> str:
    """Return the HTML of a page with each address and telephone number in its text as a link."""
    if not _HINT.search(html):
        return html
    parts, done = [], 0
    for start, end in _texts(html):
        text = html[start:end]
        if _FOUND.search(text):
            parts += [html[done:start], _FOUND.sub(_link, text)]
            done = end
    return "".join([*parts, html[done:]])


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each text between tags, outside the elements of `_CLOSED`."""
    depth, start = 0, 0
    for tag in _PART.finditer(html):
        if not depth and tag.start() > start:
            yield start, tag.start()
        start = tag.end()
        if closed := _CLOSED_TAG.match(tag[0]):
            depth = max(0, depth + (-1 if closed[1] else 1))
    if not depth and start < len(html):
        yield start, len(html)


def _link(found: re.Match[str]) -> str:
    words = found[0]
    if found["mail"]:
        return mail_link(words)
    if found["web"]:
        return f'<a href="{words}">{words}</a>'
    return phone_link(words)


def mail_link(address: str) -> Markup:
    """Return an e-mail address, which may be escaped already, as a link."""
    plain = unescape(address)
    return Markup('<a href="{}">{}</a>').format(mailto(plain), plain)


def phone_link(number: str) -> Markup:
    """Return a telephone number as a link; an extension is called by its digits."""
    return Markup('<a href="{}">{}</a>').format(phone_address(number), unescape(number))


def phone_address(number: str) -> str:
    """Return a telephone number as the address of a link: `tel:+31715550100`."""
    return "tel:" + re.sub(r"\(0\)|[^0-9+]", "", number)


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return the address of a new e-mail; it is not escaped."""
    named = (("subject", subject), ("body", body))
    fields = "&".join(f"{name}={quote(text)}" for name, text in named if text)
    return f"mailto:{quote(address, safe='@.+-_')}{'?' if fields else ''}{fields}"
