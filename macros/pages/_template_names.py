"""The names that page templates can call. Add one: declare it here.

Templates in `overrides/pages/` of a manual depend on these names. To rename one, keep its former
name for one release: in `FORMER`, `FORMER_GROUPS`, `FORMER_ATTRIBUTES` or in `former` of its group.
"""

from functools import partial
from inspect import signature
from typing import Any

from ..editions import changes, suspects
from ..editions.comparison import Change, Comparison, Detail, Piece
from ..manual import (
    Manual,
    appointments,
    audiences,
    competences,
    conformity,
    coverage,
    integration,
    responsibilities,
    training,
)
from ..tables import _listings
from ..tables._table import state_cell
from ..text import format_day, format_number
from . import _changes, _clause_notes, _onboarding, _onboarding_tasks, _reporting
from . import _template_functions as given
from ._markup import inline, label, link, markdown_line, message
from ._tables import spell_letters, table_as_html
from ._template_groups import Function, Functions, Group, former_function

FUNCTIONS: dict[str, Function] = {
    "all": given.all_records,
    "any_references": given.any_references,
    "backlinks": given.backlinks,
    "deadlines": given.deadlines,
    "field_values": given.field_values,
    "get_table": given.get_table,
    "is_controlled": given.is_controlled,
    "is_owned": given.is_owned,
    "is_reviewed": given.is_reviewed,
    "make_table": given.make_table,
    "pictures_of": given.pictures_of,
    "raci": given.raci,
    "records": given.records,
    "references": given.references,
    "referrers": given.referrers,
}
"""The functions of templates, which do not pass the manual."""

GROUPS = (
    Group(
        "appointments",
        "The people of a role, and the roles of a person.",
        appointments,
        "appointments appointments_to appointments_of people holders deputies members "
        "sole_member deciders unless_names_withheld",
        {
            "posts": "appointments",
            "posts_in": "appointments_to",
            "posts_of": "appointments_of",
            "shown": "unless_names_withheld",
            "deciding": "deciders",
        },
    ),
    Group(
        "responsibilities",
        "The cells of the responsibility matrix.",
        responsibilities,
        "cells cells_of cells_in cells_by_highest_letter activities_with "
        "activities_with_letters activities_of "
        "activities_in roles_with accountable stages_of steps_of",
        {"having": "activities_with_letters"},
    ),
    Group(
        "audiences",
        "The audiences of channels, communications and policies.",
        audiences,
        "audience reaches covers channels_to communications_to communications_about "
        "reading_of needs_met_by",
    ),
    Group(
        "changes",
        "The changes since the last edition.",
        changes,
        "changes_since_last changes_since change_of changes_for_role",
        {
            "since_last": "changes_since_last",
            "since": "changes_since",
            "for_role": "changes_for_role",
        },
    ),
    Group(
        "changes_html",
        "Changes as HTML.",
        _changes,
        "details heading name sort brief group_by_topic",
    ),
    Group(
        "clause_notes",
        "The notes for auditors: the clauses that a record addresses.",
        _clause_notes,
        "for_auditor of_kind of_record of_section record_names note findings_at",
        {"named": "record_names"},
    ),
    Group(
        "coverage",
        "The coverage of a requirement: records, accountable role, evidence.",
        coverage,
        "coverage_of acting_roles resources_behind last_review parents children leaves related",
        {
            "answer": "coverage_of",
            "acting": "acting_roles",
            "last_looked_at": "last_review",
            "above": "parents",
            "below": "children",
        },
        {
            "assess": conformity.assess,
            "conformity": conformity.conformity,
            "conformities": conformity.conformities,
        },
    ),
    Group(
        "integration",
        "The requirements and records that frameworks share.",
        integration,
        "certification_period shared_requirements requirements_new_for_ai shared_records",
        {
            "held": "certification_period",
            "shared": "shared_requirements",
            "new_for_ai": "requirements_new_for_ai",
        },
    ),
    Group(
        "listings",
        "Tables for the pages of records; the filter `table` shows them.",
        _listings,
        "actions appointments audit_findings communications competence_statuses "
        "completed_courses contacts courses crosswalk_sources due_dates evidence "
        "held_competences measurements metrics needs new_for_ai parts_of related resources "
        "revisions risks shared_with",
        {"due": "due_dates", "standings": "competence_statuses"},
    ),
    Group(
        "onboarding",
        "The content of the onboarding page of a role.",
        _onboarding,
        "reading courses meetings channels concern_channels systems colleagues page_name "
        "page_of names last_edition address phone mailto",
        {"concerns": "concern_channels"},
    ),
    Group(
        "reporting",
        "The channels to report an incident or raise a concern, as HTML.",
        _reporting,
        "about sections ways",
    ),
    Group(
        "tasks",
        "The tasks of a person who is new in a role.",
        _onboarding_tasks,
        "stages extent team is_everybody",
    ),
    Group(
        "training",
        "Required courses, and their completion.",
        training,
        "trainings required_courses",
        {"required": "required_courses"},
    ),
    Group(
        "competences",
        "The status of people for the competences that their roles require.",
        competences,
        "has_shown yet_to_show competence_statuses competence_statuses_of_role",
        {"standings": "competence_statuses", "standings_in": "competence_statuses_of_role"},
    ),
    Group(
        "suspects",
        "Records to review again, because a record that they depend on has changed.",
        suspects,
        "suspects suspects_of last_review_of",
        {"last_look": "last_review_of"},
    ),
)
"""The groups of functions; the first argument of most functions is the manual."""

FILTERS: dict[str, Function] = {
    "link": link,
    "label": label,
    "day": format_day,
    "number": format_number,
    "inline": inline,
    "line": markdown_line,
    "prose": given.prose,
    "table": table_as_html,
    "letters": spell_letters,
    "plural_of": given.plural_of,
    "message": message,
    "state": state_cell,
}
"""The filters of templates, which do not pass the manual."""

TESTS: dict[str, Function] = {"table": given.is_table, "prose": given.is_prose}
"""The tests of templates: `value is table`."""

FORMER = {
    "naming": "referrers",
    "named_by": "references",
    "named_by_any": "any_references",
    "named": "records",
    "facts": "field_values",
    "mentions_of": "backlinks",
    "due_of": "deadlines",
    "drawn": "get_table",
    "register": "make_table",
}
"""Former names of functions, with their current names."""

FORMER_GROUPS = {"holders": "appointments", "change_html": "changes_html", "guide": "onboarding"}
"""Former names of groups, with their current names."""

FORMER_ATTRIBUTES: dict[type, dict[str, str]] = {
    Manual: {
        "naming": "referrers",
        "named_by": "references",
        "links_to": "backlinks",
        "bearing": "records_named",
        "sharing": "records_sharing",
    },
    Comparison: {"told": "substantial"},
    Change: {"sort": "kind"},
    Detail: {"sort": "kind"},
    Piece: {"sort": "kind"},
}
"""Former names of attributes of the objects that templates get, with their current names."""


def names_for(manual: Manual) -> dict[str, Any]:
    """Return the names that templates can use, with the manual filled in."""
    current: dict[str, Any] = {
        name: partial(function, manual) for name, function in FUNCTIONS.items()
    }
    current |= {group.name: Functions(group) for group in GROUPS}
    former = {name: former_function(name, new, current[new]) for name, new in FORMER.items()}
    by_name = {group.name: group for group in GROUPS}
    groups = {name: Functions(by_name[new], name) for name, new in FORMER_GROUPS.items()}
    return {"manual": manual, **current, **former, **groups}


def filters_for(manual: Manual) -> dict[str, Function]:
    """Return the filters that templates can use, with the manual filled in."""
    return {
        name: partial(function, manual=manual)
        if "manual" in signature(function).parameters
        else function
        for name, function in FILTERS.items()
    }
