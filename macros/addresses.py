"""Addresses in the site: as they are written in links, and as the files are called."""

import re
from html import unescape
from urllib.parse import unquote

_ROOTED_LINK = re.compile(r"""\s(?:href|src)=["'](/(?!/)[^"'#?]*)""")


def linked(html: str) -> list[str]:
    """Return the addresses from the root of the site that a page links to, without escapes."""
    return sorted({decoded(unescape(address)) for address in _ROOTED_LINK.findall(html)})


def decoded(address: str) -> str:
    """Return an address in the letters of its file's name: `/roles/prüfer/`."""
    return unquote(address).replace("/./", "/")
