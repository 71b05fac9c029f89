import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..diagnostics import Category, Severity, did_you_mean, quote_excerpt
from ..manual import Manual
from ..model import Entity, Prose, kinds, marked_values
from ..model._addresses import SCHEMES, is_allowed, is_elsewhere
from ..model._mentions import replace_candidates
from ..model._prose_parser import ProseLink, find_links, heading_anchor, heading_ids
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR

_ID = re.compile(r'\sid="([^"{]+)"')
_TEMPLATES = Path(__file__).parents[1] / "pages" / "templates"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every link and picture in a text leads to a page, a file or a heading that exists."""
    addresses = {one.address for one in manual.entities}
    for record in manual.entities:
        for field_path, _, text in marked_values(record, Prose):
            seen = set()
            for link in find_links(replace_candidates(text, lambda one: "x" * len(one.written))):
                if link.address in seen:
                    continue
                seen.add(link.address)
                if found := _wrong(manual, record, link, addresses):
                    place = "the text" if field_path[0] == "text" else str(field_path[0])
                    verb = "shows the picture" if link.is_picture else "links to"
                    said = f"{place} {verb} {quote_excerpt(unquote(link.address))}, {found[0]}"
                    yield RuleResult(record, said, found[1], field_path, link.written)


def _wrong(
    manual: Manual, record: Entity, link: ProseLink, addresses: set[str]
) -> tuple[str, str] | None:
    """Return what is wrong with a link, and how to fix it."""
    address = unquote(link.address)
    if not is_allowed(address):
        return _not_allowed(address)
    if is_elsewhere(address):
        return None
    if not address:
        return "which is empty", "Write [[id]] for a record, or an address in the round brackets."
    path, place = unquote(urlsplit(link.address).path), unquote(urlsplit(link.address).fragment)
    if not path:
        return _wrong_place(manual, record, place) if place else None
    if not path.startswith("/"):
        return "which is relative and leads nowhere", _instead(manual, record, path, link)
    return _wrong_path(manual, path, addresses)


def _not_allowed(address: str) -> tuple[str, str]:
    if address.replace("\\", "/").startswith("//"):
        return "which does not say how to get there", f"Write https:{address}."
    return "which is not allowed", f"Begin it with {', '.join(f'{one}:' for one in SCHEMES)} or /."


def _wrong_place(manual: Manual, record: Entity, place: str) -> tuple[str, str] | None:
    """Return what is wrong with a link to a place on the page of the same record."""
    headings = heading_ids(record.text, "text")
    if place in headings or place in _places(manual.folder) or re.match(r"rule-\d|fn", place):
        return None
    said = "which is not a heading on the page of this record"
    meant = f"text-{heading_anchor(place)}"
    if meant in headings:
        return said, f"Write #{meant}."
    known = ", ".join(f"#{one}" for one in headings[:8])
    hint = did_you_mean(f"text-{place}", headings) or (known and f"Its headings are: {known}.")
    return said, hint or "Take the link out: its text has no heading."


def _places(folder: Path | None) -> set[str]:
    """Return the ids that templates give to parts of a page."""
    own = folder.parent / "overrides" / "pages" if folder else _TEMPLATES
    files = [*_TEMPLATES.glob("*.html"), *own.glob("*.html")]
    return {id for file in files for id in _ID.findall(file.read_text("utf-8", "replace"))}


def _instead(manual: Manual, record: Entity, path: str, link: ProseLink) -> str:
    """Return what to write instead of a relative address."""
    stem = re.sub(r"(?:/index)?\.(?:md|html?|ya?ml)$", "", path).rstrip("/")
    name = posixpath.basename(stem)
    if target := manual.find(name) or manual.find(name.upper()) or manual.find(name.lower()):
        return f"Write [[{target.id}]]."
    if name in kinds() and not link.is_picture:
        return f"Write /{name}/."
    file = posixpath.basename(path)
    return f"Put the file into docs/assets/, and write /assets/{file}; [[id]] links to a record."


def _wrong_path(manual: Manual, path: str, addresses: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with an address from the root of the site."""
    said = "which does not exist"
    docs = manual.folder.parent / "docs" if manual.folder else None
    inner = posixpath.normpath(path).lstrip("/")
    first = inner.split("/")[0]
    if docs and any((docs / f"{inner}{end}").is_file() for end in ("", ".md", "/index.md")):
        return None
    if first == "assets" and docs and docs.is_dir():
        return said, f"Put the file there: docs/{inner}."
    if first not in kinds() or inner in kinds() or path in addresses:
        return None  # What else there is on a site, its build knows.
    if f"{path}/" in addresses:
        return said, f"Write {path}/."
    target = manual.find(posixpath.basename(inner))
    hint = f"Write [[{target.id}]]." if target else did_you_mean(path, addresses)
    return said, hint or "Write [[id]] with the id of a record."
