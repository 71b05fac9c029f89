"""Redirects from former addresses: `extra.redirects` in `mkdocs.yml`, former address to new one.

Each former address gets a small page, which works on any server and from a disk. A host that reads
`_redirects` (Netlify, Cloudflare Pages, GitLab Pages) redirects by itself.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from ..diagnostics import AimsError, did_you_mean
from ..editions.publishing import redirects

PATH = "_redirects"
"""The list of all redirects, in the format of several hosts."""
_FORMER = re.compile(r"(?:(?!\.{1,2}/)[^\s/\\:*?#\"'<>|\x00-\x1f]+/)+")
"""A former address: folders, which a file system and a line of `_redirects` can have."""


class RedirectError(AimsError):
    """A redirect that cannot work."""


def files(given: object, pages: Collection[str], site_url: str = "") -> dict[str, bytes]:
    """Return the pages of redirects and their list, by path in the site.

    `pages` has the addresses of the site without the slash at the start: `roles/`, and "" for the
    first page.

    Raises:
        RedirectError: A redirect starts at a page, or leads to none.
    """
    if not given:
        return {}
    if not isinstance(given, Mapping):
        raise RedirectError("is not a mapping. Write `former-address/: new-address/` in each line")
    moves = {_address(old): str(new).strip("/ ") for old, new in given.items()}
    made = {}
    lines = []
    base = urlsplit(site_url).path.rstrip("/")
    for old in moves:
        new = _target(old, moves, pages)
        folder = posixpath.relpath(_address(new.partition("#")[0]) or ".", old)
        anchor = new.partition("#")[1] + new.partition("#")[2]
        made[f"{old}index.html"] = redirects.page(f"{folder}/{anchor}", canonical=True)
        lines.append(f"{base}/{old} {base}/{_address(new.partition('#')[0])}{anchor} 301\n")
    return {**made, PATH: "".join(lines).encode()}


def _address(given: object) -> str:
    inner = str(given).strip("/ ")
    return f"{inner}/" if inner else ""


def _target(old: str, moves: Mapping[str, str], pages: Collection[str]) -> str:
    """Return the address to which a former address leads, through further redirects.

    Raises:
        RedirectError: It is not an address in the site or is a page, or it leads to no page or back
            to itself.
    """
    if old and not _FORMER.fullmatch(old):
        raise RedirectError(f"'{old}' is not an address of a folder. Write it as `former-address/`")
    if old in pages:
        raise RedirectError(f"'{old}' is a page. Remove the redirect, or the page")
    # On a disk that ignores capital letters, the redirect would replace the page.
    if same := next((page for page in pages if page.casefold() == old.casefold()), ""):
        raise RedirectError(f"'{old}' differs from '{same}' in capital letters only. Remove it")
    new, seen = moves[old], {old}
    while (page := _address(new.partition("#")[0])) in moves:
        if page in seen:
            raise RedirectError(f"'{old}' leads back to itself. Name a page of the site")
        seen.add(page)
        new = moves[page]
    if page not in pages:
        hint = did_you_mean(page, pages) or "Name a page of the site, such as `roles/`."
        raise RedirectError(f"'{old}' leads to '{page}', which is not a page. {hint.rstrip('.')}")
    return new
