"""What a page can call: each public function here is a macro, with the manual filled in.

Add one: write a function whose first parameter is the manual.
"""

import hashlib
from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup, escape

from .. import exports, pictures, tables
from ..diagnostics import AimsError, did_you_mean
from ..loading.project import makes_pdf
from ..manual import WITHHELD, Manual
from ..model import Entity, kinds
from ..model._mentions import Mention
from ..program import command
from ..tables._fields import field_cell, kind_register
from ..tables._suspects import with_suspect_column
from ..tables._table import ProseCell, Table
from . import _clause_notes, _tiles
from . import _health_trend as over_editions
from ._figures import picture_as_html
from ._markup import inline, markdown, markdown_line
from ._markup import link as link_to
from ._reading_time import PLACE
from ._tables import table_as_html

PDF = f"/{exports.FOLDER}/manual.pdf"
"""The address of the manual as PDF, which is made from the finished site and put into it."""


class UnknownNameError(AimsError):
    """A page asks for something the manual does not have."""


def link(manual: Manual, id: str, words: str = "") -> Markup:
    """Return a link to a record: `{{ link("POL-01") }}`."""
    if manual.find(id) is None and id in manual.withheld.redaction.names:
        return escape(manual.name_of(Mention(id, words, "")))
    return link_to(_record(manual, id), words)


def links(manual: Manual, kind: str) -> Markup:
    """Return a list of links to all records of a kind: `{{ links("roles") }}`."""
    items = Markup("").join(
        Markup("<li>{}</li>").format(link_to(one)) for one in manual.all(_kind(kind))
    )
    return Markup('<ul class="aims-links aims-columns">{}</ul>').format(items)


def table(manual: Manual, name: str, first: int = 0) -> Markup:
    """Return a register or matrix, or its first rows: `{{ table("reviews_due", first=8) }}`."""
    known = tables.known()
    if name not in known:
        raise UnknownNameError(f"no table is called '{name}'. {_hint(name, known)}")
    drawn: Table = known[name].table(manual)
    return table_as_html(drawn.first(first) if first else drawn, manual)


def picture(manual: Manual, name: str) -> Markup:
    """Return a picture drawn from the manual: `{{ picture("organisation_chart") }}`."""
    known = pictures.known()
    if name not in known:
        raise UnknownNameError(f"no picture is called '{name}'. {_hint(name, known)}")
    drawn = known[name].draw(manual)
    return picture_as_html(drawn, manual) if drawn else Markup("")


def register(manual: Manual, kind: str) -> Markup:
    """Return the register of a kind of record: `{{ register("risks") }}`."""
    return table_as_html(with_suspect_column(manual, kind_register(manual, _kind(kind))), manual)


def field(manual: Manual, id: str, name: str) -> Markup:
    """Return a field of a record: `{{ field("POL-01", "version") }}`."""
    if manual.find(id) is None and id in manual.withheld.redaction.names:
        return Markup(WITHHELD)
    return _field(manual, _record(manual, id), name)


def rule(manual: Manual, id: str, number: int) -> Markup:
    """Return a rule of a policy, word for word, and where it stands: `{{ rule("POL-01", 2) }}`."""
    record = _record(manual, id)
    rules = getattr(record, "statements", ())
    if not 1 <= number <= len(rules):
        raise UnknownNameError(f"{id} has no rule {number}. It has {len(rules)}.")
    place = Markup('<a href="{}#rule-{}">{}, rule {}</a>').format(
        quote(record.address), number, record.short_id, number
    )
    return Markup("{} <small>({})</small>").format(markdown_line(rules[number - 1], manual), place)


def organisation(manual: Manual, name: str) -> Markup:
    """Return a field of the organisation, or nothing: `{{ organisation("edition") }}`."""
    if manual.organisation is None:
        return Markup("")
    return _field(manual, manual.organisation, name)


def count(manual: Manual, kind: str, **wanted: object) -> int | str:
    """Return how many records of a kind there are: `{{ count("actions", state="open") }}`."""
    made = _kind(kind)
    if manual.withholds_kind(kind):
        return WITHHELD
    for name in wanted:
        _check_field(made, name)
    return sum(
        all(getattr(one, name) == value for name, value in wanted.items())
        for one in manual.all(made)
    )


def counts(manual: Manual, *kinds: str) -> Markup:
    """Return how many records of some kinds there are, as tiles: `{{ counts("roles") }}`."""
    return _tiles.counts(manual, [_kind(kind) for kind in kinds])


def health(manual: Manual) -> Markup:
    """Return what is to be put right, by the four ways of failing, as tiles: `{{ health() }}`."""
    return _tiles.challenges(manual)


def clauses(manual: Manual, *numbers: str) -> Markup:
    """Return which clauses a page answers, for an auditor only: `{{ clauses("5.3", "A.3.2") }}`."""
    return _clause_notes.note(manual, _clause_notes.record_names(manual, numbers))


def open_points(manual: Manual) -> Markup:
    """Return what is overdue, off target, partly implemented and open: `{{ open_points() }}`."""
    return _tiles.open_points(manual)


def standing(manual: Manual) -> Markup:
    """Return how much of the standard is assessed: `{{ standing() }}`."""
    return _tiles.standing(manual)


def score(manual: Manual) -> Markup:
    """Return what `standing()` returns, its name until the next release: `{{ score() }}`."""
    return standing(manual)


def health_trend(manual: Manual) -> Markup:
    """Return how many findings each edition had, as a picture: `{{ health_trend() }}`."""
    return over_editions.health_trend(manual)


def coverage(manual: Manual) -> Markup:
    """Return how many clauses and controls conform, and how far: `{{ coverage() }}`."""
    return _tiles.coverage(manual)


def reading_time(manual: Manual) -> Markup:
    """Return how many minutes this page takes to read: `{{ reading_time() }}`."""
    return Markup(PLACE)


def today(manual: Manual) -> Markup:
    """Return the day on which due dates were judged: `{{ today() }}`."""
    return inline(manual.day, manual)


def downloads(manual: Manual, name: str = "") -> Markup:
    """Return the files to download, all or those of one export: `{{ downloads("data") }}`."""
    known = exports.known()
    if name and name not in known:
        raise UnknownNameError(f"no export is called '{name}'. {_hint(name, known)}")
    made = exports.by_export(manual)
    return _tiles.files(
        (
            (known[one].export.__doc__ or "").split("\n")[0],
            [(file, f"/{exports.FOLDER}/{file}", len(made[one][file])) for file in made[one]],
        )
        for one in made
        if name in ("", one) and made[one]
    )


def pdf(manual: Manual, words: str = "the whole manual as PDF") -> Markup:
    """Return a link to the PDF of the manual, if the build makes one: `{{ pdf() }}`."""
    if not makes_pdf():
        return Markup("")
    return Markup('<a href="{}">{}</a>').format(PDF, words)


def program(manual: Manual, arguments: str) -> str:
    """Return a command of this program as readers type it: `{{ program("check") }}`."""
    return command(arguments)


def checksum(manual: Manual, name: str) -> str:
    """Return what a file to download comes to by SHA-256: `{{ checksum("manual.json") }}`."""
    made = exports.all_exports(manual)
    if (path := f"{exports.FOLDER}/{name}") not in made:
        known = [one.removeprefix(f"{exports.FOLDER}/") for one in made]
        raise UnknownNameError(f"no file to download is called '{name}'. {_hint(name, known)}")
    return hashlib.sha256(made[path]).hexdigest()


def _record(manual: Manual, id: str) -> Entity:
    record = manual.find(id)
    if record is None:
        hint = did_you_mean(id, [one.id for one in manual.entities])
        raise UnknownNameError(f"no record is called '{id}'. {hint}".rstrip())
    return record


def _kind(name: str) -> type[Entity]:
    known = kinds()
    if name not in known:
        raise UnknownNameError(f"no kind of record is called '{name}'. {_hint(name, known)}")
    return known[name]


def _field(manual: Manual, record: Entity, name: str) -> Markup:
    _check_field(type(record), name)
    value = field_cell(manual, record, name)
    if isinstance(value, Table):
        return table_as_html(value, manual)
    if isinstance(value, ProseCell):
        return markdown(value.text, manual, name)
    if isinstance(value, tuple) and any(isinstance(one, ProseCell) for one in value):
        return Markup("").join(markdown(one.text, manual, name) for one in value)
    return inline(value, manual)


def _check_field(kind: type[Entity], name: str) -> None:
    properties = [one for one in dir(kind) if isinstance(getattr(kind, one), property)]
    known = [*kind.model_fields, *properties]
    if name not in known:
        raise UnknownNameError(f"{kind.name} has no field '{name}'. {_hint(name, known)}")


def _hint(name: str, known: Iterable[str]) -> str:
    """Return which known name was meant, else all of them."""
    return did_you_mean(name, known) or f"There are: {', '.join(sorted(known))}."
