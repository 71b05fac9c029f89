"""What a page can call: each public function here is a macro, with the manual filled in.

Add one: write a function whose first parameter is the manual.
"""

from markupsafe import Markup

from . import tables
from .facts import listed
from .findings import did_you_mean
from .manual import Manual
from .markup import inline, markdown
from .markup import link as link_to
from .model import Entity, kinds


class UnknownName(Exception):
    """A page asks for something the manual does not have."""


def link(manual: Manual, id: str, words: str = "") -> Markup:
    """Return a link to a record: `{{ link("POL-01") }}`."""
    return link_to(_record(manual, id), words)


def table(manual: Manual, name: str) -> Markup:
    """Return a register or matrix: `{{ table("responsibility_matrix") }}`."""
    known = tables.known()
    if name not in known:
        raise UnknownName(f"no table is called '{name}'. {did_you_mean(name, known)}")
    return _block(tables.as_html(known[name].table(manual), manual))


def register(manual: Manual, kind: str) -> Markup:
    """Return the register of a kind of record: `{{ register("risks") }}`."""
    return _block(tables.as_html(listed(manual, _kind(kind)), manual))


def field(manual: Manual, id: str, name: str) -> Markup:
    """Return a field of a record, as HTML: `{{ field("POL-01", "version") }}`."""
    record = _record(manual, id)
    if name not in type(record).model_fields and not hasattr(type(record), name):
        hint = did_you_mean(name, type(record).model_fields)
        raise UnknownName(f"{id} has no field '{name}'. {hint}")
    value = getattr(record, name)
    return _block(markdown(value, manual)) if isinstance(value, str) and "\n" in value else (
        inline(value, manual)
    )


def count(manual: Manual, kind: str) -> int:
    """Return how many records of a kind there are: `{{ count("roles") }}`."""
    return len(manual.all(_kind(kind)))


def _record(manual: Manual, id: str) -> Entity:
    record = manual.find(id)
    if record is None:
        hint = did_you_mean(id, [one.id for one in manual.entities])
        raise UnknownName(f"no record is called '{id}'. {hint}")
    return record


def _kind(name: str) -> type[Entity]:
    known = kinds()
    if name not in known:
        raise UnknownName(f"no kind of record is called '{name}'. {did_you_mean(name, known)}")
    return known[name]


def _block(html: Markup) -> Markup:
    """Return HTML that Python-Markdown takes as one block: without empty lines in it."""
    return Markup("\n".join(line for line in html.splitlines() if line.strip()))
