"""The macros of pages in `docs/`. Add one: write a public function here.

Its first parameter is the manual, which the page does not pass.
"""

import hashlib
from urllib.parse import quote

from markupsafe import Markup, escape

from .. import exports, pictures, tables
from ..diagnostics import did_you_mean
from ..loading.project import makes_pdf
from ..manual import WITHHELD, Manual
from ..manual.reporting import REPORTS
from ..model import Entity, kinds
from ..model._mentions import Mention
from ..program import command, deprecate
from ..tables._fields import field_cell, kind_register
from ..tables._suspects import with_suspect_column
from ..tables._table import ProseCell, Table
from . import _clause_notes, _document_control, _downloads, _reporting, _status, _tiles
from . import _health_trend as over_editions
from ._downloads import PDF as PDF
from ._figures import picture_as_html
from ._markup import inline, markdown, markdown_line
from ._markup import link as link_to
from ._reading_time import PLACE
from ._tables import table_as_html
from ._unknown_names import UnknownNameError as UnknownNameError
from ._unknown_names import check_name, hint_of


def link(manual: Manual, id: str, words: str = "") -> Markup:
    """Return a link to a record: `{{ link("POL-01") }}`."""
    if manual.find(id) is None and id in manual.withheld.redaction.names:
        return escape(manual.name_of(Mention(id, words, "")))
    return link_to(_record(manual, id), words)


def links(manual: Manual, kind: str) -> Markup:
    """Return a list of links to all records of a kind: `{{ links("roles") }}`."""
    items = Markup("").join(
        Markup("<li>{}</li>").format(link_to(record)) for record in manual.all(_kind(kind))
    )
    return Markup('<ul class="aims-links aims-columns">{}</ul>').format(items)


def table(manual: Manual, name: str, first: int = 0) -> Markup:
    """Return a register or matrix, or its first rows: `{{ table("reviews_due", first=8) }}`.

    Raises:
        UnknownNameError: The table is unknown.
    """
    known = tables.known()
    check_name("table", name, known)
    drawn: Table = known[name].table(manual)
    return table_as_html(drawn.first(first) if first else drawn, manual)


def picture(manual: Manual, name: str) -> Markup:
    """Return a picture drawn from the manual: `{{ picture("organisation_chart") }}`.

    Raises:
        UnknownNameError: The picture is unknown.
    """
    known = pictures.known()
    check_name("picture", name, known)
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
    """Return a rule of a policy with a link to the policy: `{{ rule("POL-01", 2) }}`.

    Raises:
        UnknownNameError: The record is unknown, or it does not have this rule.
    """
    record = _record(manual, id)
    rules = getattr(record, "statements", ())
    if not 1 <= number <= len(rules):
        raise UnknownNameError(f"{id} does not have rule {number}. It has {len(rules)} rules.")
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
    """Return the number of records of a kind: `{{ count("actions", state="open") }}`."""
    record_kind = _kind(kind)
    if manual.withholds_kind(kind):
        return WITHHELD
    for name in wanted:
        _check_field(record_kind, name)
    return sum(
        all(getattr(record, name) == value for name, value in wanted.items())
        for record in manual.all(record_kind)
    )


def counts(manual: Manual, *kinds: str) -> Markup:
    """Return the numbers of records of some kinds, as tiles: `{{ counts("roles") }}`."""
    return _tiles.counts(manual, [_kind(kind) for kind in kinds])


def health(manual: Manual) -> Markup:
    """Return the number of findings in each category, as tiles: `{{ health() }}`."""
    return _tiles.categories(manual)


def withholds(manual: Manual, topic: str) -> bool:
    """Return whether this edition withholds a topic: `{{ withholds("findings") }}`."""
    return manual.withholds(topic)


def clauses(manual: Manual, *numbers: str) -> Markup:
    """Return the clauses that a page addresses, for auditors: `{{ clauses("5.3", "A.3.2") }}`."""
    return _clause_notes.note(manual, _clause_notes.record_names(manual, numbers))


def reporting(manual: Manual, *fields: str) -> Markup:
    """Return how to report incidents or concerns, or one of them: `{{ reporting("concerns") }}`.

    Raises:
        UnknownNameError: The report is unknown.
    """
    for name in fields:
        check_name("report", name, REPORTS)
    return _reporting.panel(manual, *fields)


def open_points(manual: Manual) -> Markup:
    """Return the numbers of overdue, off-target and open items: `{{ open_points() }}`."""
    return _status.open_points(manual)


def assessment(manual: Manual) -> Markup:
    """Return the number of assessed requirements of the standard: `{{ assessment() }}`."""
    return _status.assessment(manual)


def my_page(manual: Manual) -> Markup:
    """Return the place for what concerns the roles that the reader chooses: `{{ my_page() }}`."""
    return _tiles.my_page(manual)


def standing(manual: Manual) -> Markup:
    """Return the same as `assessment()`; deprecated: `{{ standing() }}`."""
    deprecate("the macro `standing()`", "`assessment()`")
    return assessment(manual)


def score(manual: Manual) -> Markup:
    """Return the same as `assessment()`; deprecated: `{{ score() }}`."""
    deprecate("the macro `score()`", "`assessment()`")
    return assessment(manual)


def health_trend(manual: Manual) -> Markup:
    """Return the number of findings in each edition, as a picture: `{{ health_trend() }}`."""
    return over_editions.health_trend(manual)


def coverage(manual: Manual) -> Markup:
    """Return the coverage of clauses and controls: `{{ coverage() }}`."""
    return _status.coverage(manual)


def document_control(manual: Manual) -> Markup:
    """Return the version, dates and approval of the manual: `{{ document_control() }}`."""
    return _document_control.document_control(manual)


def reading_time(manual: Manual) -> Markup:
    """Return the reading time of this page in minutes: `{{ reading_time() }}`."""
    return Markup(PLACE)


def today(manual: Manual) -> Markup:
    """Return the date for which the manual was built: `{{ today() }}`."""
    return inline(manual.day, manual)


def downloads(manual: Manual, name: str = "", audience: str = "") -> Markup:
    """Return links to downloads, of one export or audience: `{{ downloads(audience="people") }}`.

    Raises:
        UnknownNameError: The export or audience is unknown.
    """
    known = exports.known()
    if name:
        check_name("export", name, known)
    audiences = {"people": _downloads.for_people, "programs": _downloads.for_programs}
    if audience:
        check_name("audience", audience, audiences)
        return audiences[audience](manual)
    return _downloads.of_exports(manual, [name] if name else known)


def pdf(manual: Manual, words: str = "the whole manual as PDF") -> Markup:
    """Return a link to the PDF of the manual, if the build makes one: `{{ pdf() }}`."""
    if not makes_pdf():
        return Markup("")
    return Markup('<a href="{}">{}</a>').format(PDF, words)


def program(manual: Manual, arguments: str) -> str:
    """Return a command of this program as the user types it: `{{ program("check") }}`."""
    return command(arguments)


def checksum(manual: Manual, name: str) -> str:
    """Return the SHA-256 checksum of a download: `{{ checksum("manual.json") }}`.

    Raises:
        UnknownNameError: The download is unknown.
    """
    files = exports.all_exports(manual)
    if (path := f"{exports.FOLDER}/{name}") not in files:
        known = [path.removeprefix(f"{exports.FOLDER}/") for path in files]
        raise UnknownNameError(f"unknown download '{name}'. {hint_of(name, known)}")
    return hashlib.sha256(files[path]).hexdigest()


def _record(manual: Manual, id: str) -> Entity:
    """Return a record by its id.

    Raises:
        UnknownNameError: The manual does not have this record.
    """
    record = manual.find(id)
    if record is None:
        hint = did_you_mean(id, [record_.id for record_ in manual.entities])
        raise UnknownNameError(f"unknown record '{id}'. {hint}".rstrip())
    return record


def _kind(name: str) -> type[Entity]:
    """Return a kind of record by its folder.

    Raises:
        UnknownNameError: The kind is unknown.
    """
    known = kinds()
    if name not in known:
        raise UnknownNameError(f"unknown kind of record '{name}'. {hint_of(name, known)}")
    return known[name]


def _field(manual: Manual, record: Entity, name: str) -> Markup:
    _check_field(type(record), name)
    value = field_cell(manual, record, name)
    if isinstance(value, Table):
        return table_as_html(value, manual)
    if isinstance(value, ProseCell):
        return markdown(value.text, manual, name)
    if isinstance(value, tuple) and any(isinstance(line, ProseCell) for line in value):
        return Markup("").join(markdown(line.text, manual, name) for line in value)
    return inline(value, manual)


def _check_field(kind: type[Entity], name: str) -> None:
    """Check that a kind has a field.

    Raises:
        UnknownNameError: The kind does not have this field.
    """
    properties = [
        attribute for attribute in dir(kind) if isinstance(getattr(kind, attribute), property)
    ]
    known = [*kind.model_fields, *properties]
    if name not in known:
        raise UnknownNameError(f"unknown field '{name}' of {kind.name}. {hint_of(name, known)}")
