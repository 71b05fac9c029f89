import json
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from ..manual import Manual
from ..manual.appointments import deputies, holders, members
from ..model import Entity
from ..model.requirement import Requirement
from ..model.role import Role
from . import Asset
from ._renderer import Page, PageRenderer

PATH = "assets/record-words.js"


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the script with which the filter of a table finds rows by the records they link to."""
    yield Asset(PATH, partial(_script, renderer.manual))


def _script(manual: Manual) -> bytes:
    """Return the words of each record by its address; a browser loads it on the first filter."""
    found = {
        quote(record.address.lstrip("/")): "|".join(words)
        for record in manual.entities
        if (words := _words(manual, record))
    }
    lines = (
        f"{json.dumps(key)}:{json.dumps(found[key], ensure_ascii=False)}" for key in sorted(found)
    )
    return ("aims.recordWords = {\n" + ",\n".join(lines) + "\n};\n").encode()


def _words(manual: Manual, record: Entity) -> list[str]:
    """Return the aliases, role holders and clauses of a record."""
    words = list(record.aliases)
    if isinstance(record, Role):
        people = [*holders(manual, record), *deputies(manual, record), *members(manual, record)]
        words += [person.title for person in people]
    if "requirements" in type(record).model_fields:
        clauses = manual.references(record, Requirement, "requirements")
        words += [clause.short_id for clause in clauses]
    return list(dict.fromkeys(word.replace("|", " ") for word in words))
