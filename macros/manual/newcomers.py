"""People who have acknowledged a document before the manual has them."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..diagnostics import closest_match
from ..model.person import Person
from ..model.role import Role
from ._manual import Manual
from .names import same_name

_ADDRESS = re.compile(r"([^@\s]+)@[^@\s]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LIKE = 0.8
"""How similar a name is to a known one that it may be a misspelling."""


@dataclass(frozen=True)
class Newcomer:
    """A person to add to the manual, as an acknowledgement names them."""

    id: str
    title: str
    email: str = ""
    similar: str = ""
    """The id of a person with a similar name, who may be meant; default: nobody."""
    roles: dict[str, str] = field(default_factory=dict)
    """The first day in each role that acknowledgements name, by id of the role."""

    def written(self) -> str:
        """Return the record as YAML."""
        # JSON is YAML: a name with a colon or a quote needs no other rules.
        lines = [f"id: {self.id}", f"title: {json.dumps(self.title, ensure_ascii=False)}"]
        lines += [f"email: {json.dumps(self.email, ensure_ascii=False)}"] if self.email else []
        lines += ["appointments:"] if self.roles else []
        lines += [
            f"  - {{role: {role}, capacity: member, since: {since}}}"
            for role, since in self.roles.items()
        ]
        return "".join(f"{line}\n" for line in lines)


def propose(manual: Manual, given: Iterable[Mapping[str, str]]) -> list[Newcomer]:
    """Return the people to add for acknowledgements of people whom the manual does not have."""
    known = {
        same_name(name): person.id
        for person in manual.all(Person)
        for name in (person.id, *person.other_names)
    }
    found: dict[str, Newcomer] = {}
    for values in given:
        name = values.get("person", "")
        newcomer = found.get(same_name(name))
        if newcomer is None:
            taken = {each.id for each in found.values()}
            newcomer = found[same_name(name)] = _newcomer(manual, name, known, taken)
        role, since = manual.find(values.get("role", "")), values.get("on", "")
        if isinstance(role, Role) and _DAY.fullmatch(since):
            newcomer.roles[role.id] = min(since, newcomer.roles.get(role.id, since))
    return list(found.values())


def _newcomer(
    manual: Manual, name: str, known: Mapping[str, str], taken: Iterable[str]
) -> Newcomer:
    address = _ADDRESS.fullmatch(name)
    title = re.sub(r"[._-]+", " ", address[1]).title() if address else name
    similar = known.get(closest_match(same_name(name), known, _LIKE), "")
    return Newcomer(_free_id(manual, title, {*taken}), title, name if address else "", similar)


def _free_id(manual: Manual, title: str, taken: set[str]) -> str:
    """Return an id that no record has: `zoe-angstrom`, `zoe-angstrom-2`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "newcomer"
    if re.fullmatch(r"[0-9-]+", base):  # YAML would read a number or a date.
        base = f"newcomer-{base}"
    id, number = base, 2
    while id in taken or manual.find(id) is not None:
        id, number = f"{base}-{number}", number + 1
    return id
