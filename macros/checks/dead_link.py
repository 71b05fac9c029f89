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
from ._addresses import find_fault_of_path

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR

_ID = re.compile(r'\sid="([^"{]+)"')
_TEMPLATES = Path(__file__).parents[1] / "pages" / "templates"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every link and picture in a text leads to an existing page, file or heading."""
    addresses = {entity.address for entity in manual.entities}
    for record in manual.entities:
        for field_path, _, text in marked_values(record, Prose):
            seen = set()
            for link in find_links(
                replace_candidates(text, lambda found: "x" * len(found.written))
            ):
                if link.address in seen:
                    continue
                seen.add(link.address)
                if fault := _find_fault(manual, record, link, addresses):
                    place = "the text" if field_path[0] == "text" else str(field_path[0])
                    verb = "shows the picture" if link.is_picture else "links to"
                    address = quote_excerpt(unquote(link.address))
                    message = f"{place} {verb} {address}, {fault[0]}"
                    yield RuleResult(record, message, fault[1], field_path, link.written)


def _find_fault(
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
        return _find_fault_of_anchor(manual, record, place) if place else None
    if not path.startswith("/"):
        return "which is a relative address and does not work here", _suggest(manual, path, link)
    return find_fault_of_path(manual, path, addresses)


def _not_allowed(address: str) -> tuple[str, str]:
    if address.replace("\\", "/").startswith("//"):
        return "which has no scheme", f"Write https:{address}."
    schemes = ", ".join(f"{scheme}:" for scheme in SCHEMES)
    return "which is not allowed", f"Write an address that begins with {schemes} or /."


def _find_fault_of_anchor(manual: Manual, record: Entity, place: str) -> tuple[str, str] | None:
    """Return what is wrong with a link to a heading of the same record, and how to fix it."""
    headings = heading_ids(record.text, "text")
    if place in headings or place in _template_ids(manual.folder) or re.match(r"rule-\d|fn", place):
        return None
    fault = "which is not a heading on the page of this record"
    meant = f"text-{heading_anchor(place)}"
    if meant in headings:
        return fault, f"Write #{meant}."
    known = ", ".join(f"#{heading}" for heading in headings[:8])
    hint = did_you_mean(f"text-{place}", headings) or (
        known and f"Headings of this record: {known}."
    )
    return fault, hint or "Delete the link: the text of this record has no headings."


def _template_ids(folder: Path | None) -> set[str]:
    """Return the ids of HTML elements in the page templates."""
    own = folder.parent / "overrides" / "pages" if folder else _TEMPLATES
    files = [*_TEMPLATES.glob("*.html"), *own.glob("*.html")]
    return {id for file in files for id in _ID.findall(file.read_text("utf-8", "replace"))}


def _suggest(manual: Manual, path: str, link: ProseLink) -> str:
    """Return a hint with the address to write instead of a relative one."""
    stem = re.sub(r"(?:/index)?\.(?:md|html?|ya?ml)$", "", path).rstrip("/")
    name = posixpath.basename(stem)
    if target := manual.find(name) or manual.find(name.upper()) or manual.find(name.lower()):
        return f"Write [[{target.id}]]."
    if name in kinds() and not link.is_picture:
        return f"Write /{name}/."
    file = posixpath.basename(path)
    return f"Put the file into docs/assets/ and write /assets/{file}, or write [[id]] for a record."
