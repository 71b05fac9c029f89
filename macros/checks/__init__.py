"""The rules for every manual. To add one, write a module here with a function `check`.

The module also states its `CATEGORY` and the `SEVERITY` of its findings. Its name is the name of
the rule, and the docstring of `check` is its description in the reference: what is right, in one
line, and the source of the rule (clause, RFC). Optional: `TOPIC`, the topic by which the manual for
staff withholds its findings; `FORMERLY`, the former names of the rule, which the settings accept
for one release.
"""

import inspect
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import ModuleType

from ..diagnostics import (
    DEPRECATED,
    NOT_RUN,
    Category,
    Finding,
    Location,
    Severity,
    did_you_mean,
    escape_control,
)
from ..loading.settings import Settings
from ..manual import Manual
from ..model.action import Action
from ..plugins import public_modules
from ._results import RuleResult
from ._synonyms import check_synonyms

__all__ = [
    "RuleResult",
    "describe",
    "former_names",
    "rules",
    "run",
    "severities",
    "topic_of",
]


def rules() -> dict[str, ModuleType]:
    """Return the module of every check, by the name of its rule: `overdue-review`."""
    return {
        module.__name__.rpartition(".")[2].replace("_", "-"): module
        for module in public_modules(sys.modules[__name__])
    }


def former_names() -> dict[str, str]:
    """Return the name of each renamed rule, by its former names."""
    return {
        former: name
        for name, module in rules().items()
        for former in getattr(module, "FORMERLY", ())
    }


def severities(settings: Settings) -> Mapping[str, str]:
    """Return the severities in the settings by the names of rules, also for former names.

    If the settings have both the name and a former name of a rule, the name counts.
    """
    former = former_names()
    renamed = {former[name]: level for name, level in settings.levels.items() if name in former}
    return renamed | {name: level for name, level in settings.levels.items() if name not in former}


def describe(name: str) -> str:
    """Return the description of a rule in one line of Markdown, with its former names."""
    module = rules()[name]
    words = " ".join((inspect.getdoc(module.check) or "").split())
    former = ", ".join(f"`{name}`" for name in getattr(module, "FORMERLY", ()))
    return f"{words} Former name: {former}." if former else words


def run(manual: Manual) -> list[Finding]:
    """Return the findings of a manual and its files, in the order of their places.

    If a record cannot be read, only rules of the category `inconsistent data` are run: the others
    would report what is unreadable as missing. A redacted manual returns the findings that were
    made before it was redacted.
    """
    if manual.withheld.topics:
        return list(manual.withheld.findings)
    found = [*manual.findings, *_check_rule_names(manual), *check_synonyms(manual)]
    actions, given = _open_actions(manual), severities(manual.settings)
    not_run: set[Category] = set()
    for name, module in rules().items():
        severity = given.get(name, module.SEVERITY)
        if severity == "off":
            continue
        if not (manual.is_complete or module.CATEGORY == Category.CONSISTENCY):
            not_run.add(module.CATEGORY)
            continue
        by_cause: defaultdict[str, list[Finding]] = defaultdict(list)
        for result in module.check(manual):
            if _is_uncertain(manual, result, module.CATEGORY):
                continue
            finding = _finding(manual, result, name, module.CATEGORY, Severity(severity), actions)
            if result.cause:
                by_cause[result.cause].append(finding)
            else:
                found.append(finding)
        found += map(_join, by_cause.values())
    found += _rules_not_run(manual, not_run)
    return sorted(found, key=lambda finding: finding.order)


def _join(findings: list[Finding]) -> Finding:
    """Return findings with the same cause as one finding, at the first of their places."""
    first, *others = sorted(findings, key=lambda finding: finding.order)
    places = sorted({finding.where for finding in others} - {first.where})
    if not places:
        return first
    message = f"{first.message} ({len(places) + 1} places)"
    return replace(first, message=message, places=tuple(places))


def _rules_not_run(manual: Manual, categories: Collection[Category]) -> Iterator[Finding]:
    """Yield one notice with the categories whose rules were not run, because data is unreadable."""
    if not categories:
        return
    files = sorted({escape_control(where.path) for where in manual.unreadable_places})
    more = f" and {len(files) - 3} more files" if len(files) > 3 else ""
    *first, last = [str(category) for category in Category if category in categories]
    names = f"{', '.join(first)} and {last}" if first else last
    message = f"the checks for {names} were not run, because some data cannot be read"
    hint = f"Fix the errors in {', '.join(files[:3])}{more} first."
    yield Finding(min(manual.unreadable_places), message, hint, Severity.NOTICE, NOT_RUN)


def topic_of(finding: Finding) -> str:
    """Return the topic by which the manual for staff withholds a finding; default: ``""``."""
    return getattr(rules().get(finding.rule), "TOPIC", "")


def _is_uncertain(manual: Manual, result: RuleResult, category: Category) -> bool:
    """Return whether an unreadable field may be the only cause of a result."""
    if (
        result.field_path
        and (result.record.key, str(result.field_path[0])) in manual.invalid_fields
    ):
        return not result.in_what_is_left_out
    # An unreadable field of another record may have what this record seems to miss.
    return category != Category.CONSISTENCY and result.record.key in manual.uncertain


def _finding(
    manual: Manual,
    result: RuleResult,
    rule: str,
    category: Category,
    severity: Severity,
    actions: dict[str, list[Action]],
) -> Finding:
    """Return a result as a finding with its place; an open action lowers a warning to a notice."""
    hint = result.hint
    if severity == Severity.WARNING and result.can_be_dealt_with:
        for action in actions.get(result.record.key, []):
            severity, hint = Severity.NOTICE, f"{action.id} addresses it, due on {action.due}."
    source = result.source or manual.source(result.record)
    where = (
        source.locate_words(result.words, *result.field_path)
        if result.words
        else source.locate(*result.field_path)
    )
    message = f"{result.record.id}: {result.message}"
    return Finding(where, message, hint, severity, rule, category, result.record.key)


def _open_actions(manual: Manual) -> dict[str, list[Action]]:
    """Return the open actions that are not overdue, by the key of each record they are about."""
    found: defaultdict[str, list[Action]] = defaultdict(list)
    for action in manual.all(Action):
        if action.is_open and action.due and not action.is_late(manual.day):
            for name in action.about:
                if (record := manual.find(name)) is not None:
                    found[record.key].append(action)
    return found


def _check_rule_names(manual: Manual) -> Iterator[Finding]:
    """Yield an error for each unknown rule in the settings, and a notice for each former name."""
    known, former = rules(), former_names()
    for name in manual.settings.levels:
        if name in known:
            continue
        source = manual.settings_source
        where = source.locate("levels", name) if source else Location("settings.yaml")
        if name in former:
            message = f"settings: the rule '{name}' is now called '{former[name]}'"
            hint = f"Write `{former[name]}`. The former name works in this release only."
            yield Finding(where, message, hint, Severity.NOTICE, DEPRECATED)
        else:
            hint = did_you_mean(name, known) or f"Rules: {', '.join(known)}."
            yield Finding(where, f"settings: unknown rule '{name}'", hint)
