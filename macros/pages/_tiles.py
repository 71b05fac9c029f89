"""The status of the management system, as tiles."""

from collections.abc import Iterable

from markupsafe import Markup

from .. import tables
from ..checks import _health
from ..checks._formats import count
from ..checks._health import findings_by_category
from ..diagnostics import Category, Severity
from ..manual import NOT_SHOWN, Manual
from ..manual.coverage import conformities
from ..model import Entity
from ._tables import address_of, rows_with

_PAGE = "/monitoring/health/"
_NOT_SHOWN = Markup('<p class="aims-empty">{}</p>').format(NOT_SHOWN)
_CONFORMITIES = {
    "conforms": "conform",
    "partly": "in part",
    "gap": "gaps",
    "not assessed": "not assessed",
    "not applicable": "not applicable",
}
"""The words for each outcome after a number."""
_OPEN_POINTS = (
    ("review_calendar", "/monitoring/calendar/", "overdue", "overdue"),
    ("metrics_overview", "/metrics/", "off target", "off target"),
    ("statement_of_applicability", "/applicability/", "partly implemented", "partly implemented"),
    ("open_actions", "/actions/", "", "open actions"),
    ("open_actions", "/actions/", "overdue", "overdue actions"),
)
"""The figures of the home page: table, page, status in the table, words after the number.

The number is that of the rows that the link shows.
"""


def categories(manual: Manual) -> Markup:
    """Return a tile for each category, with the number of findings.

    Without findings, the tile says if nothing is assessed yet.
    """
    if manual.withholds("findings"):
        return _NOT_SHOWN
    tiles = Markup("")
    assessed = _health.conformity_counts(manual).assessed
    for category, findings in findings_by_category(manual).items():
        if category == Category.CONSISTENCY and not findings:
            continue
        if findings:
            tone = "bad" if findings[0].severity == Severity.ERROR else "open"
            words = Markup('<span class="aims-state" data-tone="{}">{}</span>').format(
                tone, count(findings).rstrip(".")
            )
        else:
            words = Markup("<span>{}</span>").format(
                "No findings" if assessed else "Nothing assessed yet"
            )
        if _health.is_withheld(manual, category):
            more = "shown in the auditor edition"
            words = words + f"; others are {more}" if findings else Markup(more.capitalize())
        tiles += Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(
            _PAGE, str(category).capitalize(), words
        )
    return Markup('<ul class="aims-tiles">{}</ul>').format(tiles)


def open_points(manual: Manual) -> Markup:
    """Return the numbers of overdue, off-target and open items, with links to their lists."""
    known = tables.known()
    tiles = Markup("")
    for name, page, state, words in _OPEN_POINTS:
        if name == "open_actions" and manual.withholds("findings"):
            continue
        table = known[name].table(manual)
        number = rows_with(table, "Status", state) if state else len([*table.all_rows])
        # A filter by a state that no row has would show nothing.
        address = address_of(table, page, "Status", state) if number else page
        tiles += Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(address, number, words)
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)


def assessment(manual: Manual) -> Markup:
    """Return the number of assessed requirements, and the rules with a lower severity."""
    found, lowered = _health.conformity_counts(manual), _health.lowered_rules(manual)
    if not found.assessed:
        shown = Markup('<p class="aims-score"><b>Nothing assessed yet</b></p>')
    else:
        shown = Markup(
            '<p class="aims-score"><b>{} of {} requirements assessed</b></p>'
            "<p>{} conform, {} conform in part, {} are gaps, {} do not apply. A requirement for "
            "which nothing is recorded is not assessed. An additional record never lowers these "
            "figures.</p>"
        ).format(
            found.assessed,
            found.requirements,
            found.conforms,
            found.partly,
            found.gap,
            found.not_applicable,
        )
    if lowered:
        shown += Markup(
            "<p>Rules with a lower severity or switched off in the settings: {}.</p>"
        ).format(", ".join(lowered))
    return shown


def coverage(manual: Manual) -> Markup:
    """Return the numbers of clauses and controls by their conformity."""
    bars = Markup("")
    for sort, title, address in (
        ("clause", "Clauses", "/coverage/clauses/"),
        ("control", "Controls", "/coverage/controls/"),
    ):
        found = conformities(manual, sort)
        if found.total():
            summary = ", ".join(
                f"{found[outcome]} {name}"
                for outcome, name in _CONFORMITIES.items()
                if found[outcome] or outcome != "not applicable"
            )
            bars += Markup(
                '<li><a href="{0}">{1}</a> <progress max="{3}" value="{2}" aria-label="{1}">'
                "</progress> <small>of {3}: {4}</small></li>"
            ).format(address, title, found["conforms"], found.total(), summary)
    return Markup('<ul class="aims-bars">{}</ul>').format(bars) if bars else Markup("")


def counts(manual: Manual, kinds: Iterable[type[Entity]]) -> Markup:
    """Return the numbers of records of some kinds, with links to their registers."""
    tiles = Markup("")
    for kind in kinds:
        if manual.withholds_kind(kind.folder):
            continue
        number = len(manual.all(kind))
        name = kind.name if number == 1 else kind.plural
        tiles += Markup('<li><a href="/{}/"><b>{}</b> {}</a></li>').format(
            kind.folder, number, name
        )
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)
