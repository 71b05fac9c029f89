"""The status of the management system: open points, assessed requirements, what is withheld."""

from markupsafe import Markup

from .. import tables
from ..checks import _health
from ..manual import Manual
from ..manual.conformity import conformities
from ..tables._open_points import OpenPoint, points_of
from ..tables._table import Table
from ._markup import NOTHING, link
from ._tables import address_of

_CONFORMITIES = {
    "conforms": "conform",
    "partly": "in part",
    "gap": "gaps",
    "not assessed": "not assessed",
    "not applicable": "not applicable",
}
"""The words for each state after a number."""


def open_points(manual: Manual) -> Markup:
    """Return what is overdue, at risk, off target, incomplete, open or never reviewed, with links.

    A note says what this edition withholds, and the role that has it.
    """
    tiles = Markup("").join(_tile(*found) for found in points_of(manual))
    note = withheld_note(manual) if manual.withholds("findings") else Markup("")
    return Markup('<ul class="aims-counts">{}</ul>{}').format(tiles, note)


def _tile(point: OpenPoint, table: Table, number: int) -> Markup:
    # A filter by a status that no row has would show nothing.
    address = address_of(table, point.page, "Status", point.status) if number else point.page
    # Zero of nothing is not good news.
    shown = Markup("{}").format(number) if table.length or not point.status else NOTHING
    if number and point.tone == "bad":
        shown = Markup('<span class="aims-state" data-tone="bad">{}</span>').format(number)
    return Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(address, shown, point.words)


def withheld_note(manual: Manual) -> Markup:
    """Return a note that the auditor edition has the findings, and the role to ask for it."""
    own = manual.organisation
    role = manual.find(own.owner) if own and own.owner else None
    ask = Markup(": ask the {}").format(link(role)) if role else Markup("")
    return Markup(
        '<p class="aims-note">Only the auditor edition counts and shows open findings and the '
        'actions about them{}. <a href="/start/running/#auditor-edition">How to open it</a></p>'
    ).format(ask)


def assessment(manual: Manual) -> Markup:
    """Return the number of assessed requirements, and the rules with a lower severity."""
    found, lowered = _health.conformity_counts(manual), _health.lowered_rules(manual)
    if not found.assessed:
        shown = Markup(
            '<p class="aims-score"><b>Nothing assessed yet</b></p><p>No audit and no check of '
            "evidence is recorded for any of the {} requirements.</p>"
        ).format(found.requirements)
    else:
        shown = Markup(
            '<p class="aims-score"><b>{} of {} requirements assessed</b> '
            '<a href="/reference/status/">How this is decided</a></p>'
        ).format(found.assessed, found.requirements)
    if lowered:
        shown += Markup(
            "<p>Rules with a lower severity or switched off in the settings: {}.</p>"
        ).format(", ".join(lowered))
    return shown


def coverage(manual: Manual) -> Markup:
    """Return the numbers of clauses and controls by state, each with a link to their list."""
    bars = Markup("")
    for sort, title, name in (
        ("clause", "Clauses", "clause_coverage"),
        ("control", "Controls", "control_coverage"),
    ):
        found = conformities(manual, sort)
        if found.total():
            page = f"/coverage/{title.lower()}/"
            table = tables.known()[name].table(manual)
            states = Markup(", ").join(
                Markup('<a href="{}">{} {}</a>').format(
                    address_of(table, page, "Status", state), found[state], words
                )
                if found[state]
                else Markup("0 {}").format(words)
                for state, words in _CONFORMITIES.items()
                if found[state] or state != "not applicable"
            )
            bars += Markup(
                '<li><a href="{0}">{1}</a> <progress max="{3}" value="{2}" aria-label="{1}: {2} '
                'of {3} conform"></progress> <small>{4}</small></li>'
            ).format(page, title, found["conforms"], found.total(), states)
    return Markup('<ul class="aims-bars">{}</ul>').format(bars) if bars else Markup("")
