"""Addresses of links: which are allowed, and which lead out of the site."""

import re
from html import unescape
from urllib.parse import unquote

SCHEMES = ("http", "https", "mailto", "tel", "ftp")
"""The allowed schemes; other schemes can start a program or run a script."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
# Browsers ignore these characters anywhere in an address.
_LEFT_OUT = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")


def is_allowed(address: str) -> bool:
    """Return whether a link may have this address: one in this site, or with an allowed scheme."""
    plain = _LEFT_OUT.sub("", unescape(address)).replace("\\", "/")
    if plain.startswith("//"):
        return False
    found = _SCHEME.match(plain)
    return found is None or found[1].lower() in SCHEMES


def is_elsewhere(address: str) -> bool:
    """Return whether an address leads out of this site."""
    plain = _LEFT_OUT.sub("", address).replace("\\", "/")
    return plain.startswith("//") or _SCHEME.match(plain) is not None


def decode_address(address: str) -> str:
    """Return an address without percent-encoding, as its file is named: `/roles/prüfer/`."""
    return unquote(address).replace("/./", "/")
