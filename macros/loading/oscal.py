"""Converts a catalogue in OSCAL to a framework: ids and titles of groups and controls."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..diagnostics import Finding, Location, quote_excerpt
from .files import SourceText
from .oscal_values import id_of, is_withdrawn, labels_in, yaml_line
from .oscal_values import title as plain_title
from .yaml import Collection, Place, parse, start_of

_PAIR = re.compile(
    r"((?<!\\)(?:\\\\)*)(\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})"
)
MAX_BYTES = 50_000_000
"""The catalogue of NIST SP 800-53 has 10 MB."""
JsonPath = tuple[str | int, ...]
_LICENCES = ("license", "licence")
_HINT = "Export the catalogue again from the tool it came from."


@dataclass
class Catalogue:
    """The content of a catalogue: its groups and controls, each before its children."""

    title: str = ""
    version: str = ""
    publisher: str = ""
    licence: str = ""
    """The address of its licence; empty if the catalogue names none."""
    items: list[dict[str, str]] = field(default_factory=list)
    """Id, title, kind and, if there is a parent, its id."""
    withdrawn: int = 0
    """The number of withdrawn controls, which are left out."""
    findings: list[Finding] = field(default_factory=list)


def read_catalogue(text: SourceText) -> Catalogue:
    """Return the content of a catalogue in JSON or YAML, with findings about it."""
    document = parse(_PAIR.sub(_join_surrogates, text.content))
    found = Catalogue()
    for problem in document.problems:
        if problem.doubtful:
            continue
        message = f"{text.name} {problem.message}"
        found.findings.append(Finding(text.locate(problem.start), message, problem.hint))
    if found.findings:
        return found
    top = document.value.get("catalog") if isinstance(document.value, dict) else None
    if not isinstance(top, dict):
        message = f"{text.name} is not an OSCAL catalogue: it has no `catalog` at the top"
        hint = "Give a catalogue. Resolve a profile first; component definitions are not supported."
        found.findings.append(Finding(Location(text.shown), message, hint))
        return found
    _describe(_fields(top.get("metadata")), found)
    reader = _Reader(text, document.place, found)
    reader.read(top, ("catalog",), None, {})
    if not found.items and not found.findings:
        found.findings.append(reader.finding(("catalog",), "has neither groups nor controls", ""))
    return found


def _join_surrogates(found: re.Match[str]) -> str:
    """Return the character of a JSON surrogate pair, which YAML does not support."""
    return found[1] + json.loads(f'"{found[2]}"')  # type: ignore[no-any-return]  # a text


def _describe(metadata: dict[str, Any], found: Catalogue) -> None:
    """Add the title, version, publisher and licence of the catalogue."""
    found.title = plain_title(metadata.get("title"), {})
    found.version = yaml_line(metadata.get("version"))
    publishers = {
        yaml_line(uuid)
        for responsible in map(_fields, _list(metadata.get("responsible-parties")))
        if responsible.get("role-id") in ("creator", "publisher")
        for uuid in _list(responsible.get("party-uuids"))
    }
    names = [
        yaml_line(party.get("name"))
        for party in map(_fields, _list(metadata.get("parties")))
        if (uuid := yaml_line(party.get("uuid"))) and uuid in publishers
    ]
    found.publisher = next(iter(names), "")
    links = map(_fields, _list(metadata.get("links")))
    licences = [yaml_line(link.get("href")) for link in links if link.get("rel") in _LICENCES]
    found.licence = next(iter(licences), "")


class _Reader:
    """Reads groups and controls at any depth."""

    def __init__(self, text: SourceText, place: Place, found: Catalogue) -> None:
        self._text, self._place, self._found = text, place, found
        self._known: set[str] = set()

    def read(
        self,
        holder: dict[str, Any],
        json_path: JsonPath,
        parent: str | None,
        labels: Mapping[str, str],
    ) -> None:
        """Add the groups and controls of a catalogue, a group or a control."""
        labels = {**labels, **labels_in(holder)}
        for kind, name in (("group", "groups"), ("control", "controls")):
            inner = holder.get(name)
            if inner is not None and not isinstance(inner, list):
                self._report((*json_path, name), f"has `{name}` that is not a list")
            for number, part in enumerate(_list(inner)):
                self._add(part, (*json_path, name, number), kind, parent, labels)

    def _add(
        self,
        part: Any,
        json_path: JsonPath,
        kind: str,
        parent: str | None,
        labels: Mapping[str, str],
    ) -> None:
        if not isinstance(part, dict):
            self._report(json_path, f"has a {kind} that is not a group of fields")
            return
        if is_withdrawn(part):
            self._found.withdrawn += _controls_in(part) + (kind == "control")
            return
        labels = {**labels, **labels_in(part)}
        written, title = _string(part.get("id")), plain_title(part.get("title"), labels)
        id = id_of(written, kind)
        if not id and kind == "group" and title:
            id = self._unused(id_of(title, kind))  # In OSCAL, the id of a group is optional.
        if not id or not title:
            missing = "id" if not id else "title"
            self._report(json_path, f"has a {kind} without {missing}{f' ({id})' if id else ''}")
        elif id.casefold() in self._known:
            as_written = f" (from {quote_excerpt(written)})" if id != written else ""
            self._report(json_path, f"has the id {quote_excerpt(id)} twice{as_written}")
        else:
            self._known.add(id.casefold())
            item = {"id": id, "title": title, "kind": kind}
            self._found.items.append(item | ({"parent": parent} if parent else {}))
            parent = id
        self.read(part, json_path, parent, labels)

    def _unused(self, id: str) -> str:
        """Return an unused id: two groups without an id may have the same title."""
        number, unused = 1, id
        while unused.casefold() in self._known:
            number += 1
            unused = f"{id}-{number}"
        return unused

    def _report(self, json_path: JsonPath, message: str) -> None:
        self._found.findings.append(self.finding(json_path, message, _HINT))

    def finding(self, json_path: JsonPath, message: str, hint: str) -> Finding:
        """Return a finding at the place of a path."""
        place = self._place
        for step in json_path:
            if isinstance(place, Collection):
                place = place.inner[step]  # type: ignore[index]  # the path was read from this value
        where = self._text.locate(start_of(place))
        return Finding(where, f"{self._text.name} {message}", hint)


def _controls_in(part: dict[str, Any]) -> int:
    """Return the number of controls in a group or control, at any depth."""
    inner = [_fields(item) for name in ("groups", "controls") for item in _list(part.get(name))]
    return len(_list(part.get("controls"))) + sum(map(_controls_in, inner))


def without_titles(found: Catalogue) -> Catalogue:
    """Return a catalogue with ids in place of titles, which may be protected by copyright."""
    return replace(found, items=[item | {"title": item["id"]} for item in found.items])


def yaml_lines(found: Catalogue, id: str, title: str, prefix: str, source: str) -> Iterator[str]:
    """Yield the lines of the file of a framework."""
    head = {
        "id": id,
        "title": title,
        "edition": found.version,
        "prefix": prefix,
        "publisher": found.publisher,
        "licence_note": _licence_note(found),
    }
    for name, value in head.items():
        if value:
            yield f"{name}: {_quote(value)}"
    yield f"sources: [{_quote(source)}]"
    yield "items:"
    for item in found.items:
        yield f"  - {{{', '.join(f'{name}: {_quote(value)}' for name, value in item.items())}}}"


def _licence_note(found: Catalogue) -> str:
    """Return a note on what was imported and on the licence of the catalogue."""
    licence = f"its licence: {found.licence}" if found.licence else "it does not name a licence"
    return f"Ids and titles only, from the publisher's OSCAL catalogue; {licence}."


def _quote(value: str) -> str:
    """Return a text in double quotes, valid in YAML and JSON."""
    return json.dumps(value, ensure_ascii=False)


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
