"""Addresses of pages and files, from the root of the site."""

import posixpath

from ..diagnostics import did_you_mean
from ..manual import Manual
from ..model import kinds


def find_fault_of_path(manual: Manual, path: str, addresses: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with an address from the root of the site, and how to fix it."""
    fault = "which does not exist"
    docs = manual.folder.parent / "docs" if manual.folder else None
    inner = posixpath.normpath(path).lstrip("/")
    first = inner.split("/")[0]
    if docs and any((docs / f"{inner}{end}").is_file() for end in ("", ".md", "/index.md")):
        return None
    if first == "assets" and docs and docs.is_dir():
        return fault, f"Add the file docs/{inner}, or correct the address."
    if first not in kinds() or inner in kinds() or path in addresses:
        return None  # Only the build knows the other pages of the site.
    if f"{path}/" in addresses:
        return fault, f"Write {path}/."
    target = manual.find(posixpath.basename(inner))
    hint = f"Write [[{target.id}]]." if target else did_you_mean(path, addresses)
    return fault, hint or "Write [[id]] with the id of a record."
