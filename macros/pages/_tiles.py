"""The state of the management system at a glance, as small pieces of HTML."""

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from .. import tables
from ..checks import _health
from ..checks._formats import count
from ..checks._health import findings_by_category
from ..diagnostics import Category, Severity
from ..manual import NOT_SHOWN, Manual
from ..manual.coverage import conformities
from ..model import Entity
from ._tables import address_of, counted

_PAGE = "/monitoring/health/"
_NOT_SHOWN = Markup('<p class="aims-empty">{}</p>').format(NOT_SHOWN)
_CONFORMITIES = {
    "conforms": "conform",
    "partly": "in part",
    "gap": "gaps",
    "not assessed": "not assessed",
    "not applicable": "not applicable",
}
"""What each outcome is called after a number."""
_OPEN_POINTS = (
    ("review_calendar", "/monitoring/calendar/", "overdue", "overdue"),
    ("metrics_overview", "/metrics/", "off target", "off target"),
    ("statement_of_applicability", "/applicability/", "partly implemented", "partly implemented"),
    ("open_actions", "/actions/", "", "open actions"),
    ("open_actions", "/actions/", "late", "late actions"),
)
"""What the home page counts: the table and its page, a state there, and the words after a number.

The number is that of the rows which the link shows.
"""


def challenges(manual: Manual) -> Markup:
    """Return a tile for each way in which a management system fails, with what was found.

    That nothing was found is not good in itself: perhaps nothing is recorded.
    """
    if manual.withholds("findings"):
        return _NOT_SHOWN
    tiles = Markup("")
    assessed = _health.conformity_counts(manual).assessed
    for challenge, findings in findings_by_category(manual).items():
        if challenge == Category.CONSISTENCY and not findings:
            continue
        if findings:
            tone = "bad" if findings[0].severity == Severity.ERROR else "open"
            said = Markup('<span class="aims-state" data-tone="{}">{}</span>').format(
                tone, count(findings).rstrip(".")
            )
        else:
            said = Markup("<span>{}</span>").format(
                "No findings" if assessed else "Nothing assessed yet"
            )
        if _health.is_withheld(manual, challenge):
            more = "shown in the edition for auditors"
            said = said + f"; others are {more}" if findings else Markup(more.capitalize())
        tiles += Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(
            _PAGE, str(challenge).capitalize(), said
        )
    return Markup('<ul class="aims-tiles">{}</ul>').format(tiles)


def open_points(manual: Manual) -> Markup:
    """Return what is overdue, off target, partly implemented and open, each with its list."""
    known = tables.known()
    tiles = Markup("")
    for name, page, state, words in _OPEN_POINTS:
        if name == "open_actions" and manual.withholds("findings"):
            continue
        table = known[name].table(manual)
        number = counted(table, "State", state) if state else len([*table.all_rows])
        # A filter by a state that no row has would show nothing.
        address = address_of(table, page, "State", state) if number else page
        tiles += Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(address, number, words)
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)


def standing(manual: Manual) -> Markup:
    """Return how much of the standard is assessed, and the rules that are lowered."""
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
        shown += Markup("<p>Lowered or switched off in the settings: {}.</p>").format(
            ", ".join(lowered)
        )
    return shown


def coverage(manual: Manual) -> Markup:
    """Return how many clauses and controls conform, partly conform, are gaps or not assessed."""
    bars = Markup("")
    for sort, words, address in (
        ("clause", "Clauses", "/coverage/clauses/"),
        ("control", "Controls", "/coverage/controls/"),
    ):
        found = conformities(manual, sort)
        if found.total():
            said = ", ".join(
                f"{found[one]} {name}"
                for one, name in _CONFORMITIES.items()
                if found[one] or one != "not applicable"
            )
            bars += Markup(
                '<li><a href="{0}">{1}</a> <progress max="{3}" value="{2}" aria-label="{1}">'
                "</progress> <small>of {3}: {4}</small></li>"
            ).format(address, words, found["conforms"], found.total(), said)
    return Markup('<ul class="aims-bars">{}</ul>').format(bars) if bars else Markup("")


def counts(manual: Manual, those: Iterable[type[Entity]]) -> Markup:
    """Return how many records of some kinds there are, each a way to its register."""
    tiles = Markup("")
    for kind in those:
        if manual.withholds_kind(kind.folder):
            continue
        number = len(manual.all(kind))
        name = kind.name if number == 1 else kind.plural
        tiles += Markup('<li><a href="/{}/"><b>{}</b> {}</a></li>').format(
            kind.folder, number, name
        )
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)


def files(groups: Iterable[tuple[str, Iterable[tuple[str, str, int]]]]) -> Markup:
    """Return files to download below what each group of them is; each is (name, address, size)."""
    shown = Markup("")
    for sentence, those in groups:
        lines = Markup("").join(
            Markup('<li><a href="{}" download="">{}</a> <small>{}</small></li>').format(
                quote(address), name, _size(size)
            )
            for name, address, size in those
        )
        shown += Markup("<section><p><b>{}</b></p><ul>{}</ul></section>").format(sentence, lines)
    return Markup('<div class="aims-files">{}</div>').format(shown)


def _size(count_of_bytes: int) -> str:
    kilobytes = count_of_bytes / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{max(1, round(kilobytes))} kB"
