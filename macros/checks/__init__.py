"""Rules a manual must keep. Add one: write a module here with a function `check`.

The module also says which of the four `CATEGORY`s it is about and what `SEVERITY` its findings
have. Its name is the rule's name, its function's docstring says the rule in one sentence. A
`TOPIC` says what its findings tell of, where a staff edition may withhold that.
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from types import ModuleType

from ..diagnostics import (
    NOT_RUN,
    Category,
    Finding,
    Location,
    Severity,
    did_you_mean,
    escape_control,
)
from ..manual import Manual
from ..model.action import Action
from ..plugins import public_modules
from ._flaw import RuleResult

__all__ = ["RuleResult", "rules", "run", "topic_of"]


def rules() -> dict[str, ModuleType]:
    """Return every check by the name of its rule, such as `overdue-reviews`."""
    return {
        module.__name__.rpartition(".")[2].replace("_", "-"): module
        for module in public_modules(sys.modules[__name__])
    }


def run(manual: Manual) -> list[Finding]:
    """Return all that is wrong with a manual and its files, in the order of the places.

    Where a record could not be read at all, only rules about the data themselves are checked:
    the others would report as missing what is merely unreadable. An edition that leaves something
    out was judged before it did.
    """
    if manual.withheld.topics:
        return list(manual.withheld.findings)
    found = [*manual.findings, *_unknown_rules(manual)]
    actions = _open_actions(manual)
    not_run: set[Category] = set()
    for name, module in rules().items():
        level = manual.settings.levels.get(name, module.SEVERITY)
        if level == "off":
            continue
        if not (manual.is_complete or module.CATEGORY == Category.CONSISTENCY):
            not_run.add(module.CATEGORY)
            continue
        of_a_cause: defaultdict[str, list[Finding]] = defaultdict(list)
        for flaw in module.check(manual):
            if _is_uncertain(manual, flaw, module.CATEGORY):
                continue
            finding = _finding(manual, flaw, name, module.CATEGORY, Severity(level), actions)
            if flaw.cause:
                of_a_cause[flaw.cause].append(finding)
            else:
                found.append(finding)
        found += map(_joined, of_a_cause.values())
    found += _rules_not_run(manual, not_run)
    return sorted(found, key=lambda finding: finding.order)


def _joined(findings: list[Finding]) -> Finding:
    """Return the findings of one cause as one, at the first of their places."""
    first, *others = sorted(findings, key=lambda finding: finding.order)
    places = sorted({one.where for one in others} - {first.where})
    if not places:
        return first
    message = f"{first.message} ({len(places) + 1} places)"
    return replace(first, message=message, places=tuple(places))


def _rules_not_run(manual: Manual, challenges: Collection[Category]) -> Iterator[Finding]:
    """Yield one notice that says which rules wait until every record can be read."""
    if not challenges:
        return
    files = sorted({escape_control(where.path) for where in manual.unreadable_places})
    more = f" and {len(files) - 3} more files" if len(files) > 3 else ""
    message = (
        f"the rules about {_listed(challenges)} were not run, because some data cannot be read"
    )
    hint = f"Fix the errors in {', '.join(files[:3])}{more} first."
    yield Finding(min(manual.unreadable_places), message, hint, Severity.NOTICE, NOT_RUN)


def _listed(challenges: Collection[Category]) -> str:
    *first, last = [str(one) for one in Category if one in challenges]
    return f"{', '.join(first)} and {last}" if first else last


def topic_of(finding: Finding) -> str:
    """Return the topic of what a finding tells of, by which an edition may withhold it."""
    return getattr(rules().get(finding.rule), "TOPIC", "")


def _is_uncertain(manual: Manual, flaw: RuleResult, challenge: Category) -> bool:
    """Return whether a flaw may come of nothing but a field that could not be read."""
    if flaw.field_path and (flaw.record.key, str(flaw.field_path[0])) in manual.invalid_fields:
        return not flaw.in_what_is_left_out
    # What is lacking to a record may be what another one says of it in such a field.
    return challenge != Category.CONSISTENCY and flaw.record.key in manual.uncertain


def _finding(
    manual: Manual,
    flaw: RuleResult,
    rule: str,
    challenge: Category,
    level: Severity,
    actions: dict[str, list[Action]],
) -> Finding:
    """Return a flaw with its place; one that an open action deals with is only a notice."""
    hint = flaw.hint
    if level == Severity.WARNING and flaw.can_be_dealt_with:
        for action in actions.get(flaw.record.key, []):
            level, hint = Severity.NOTICE, f"{action.id} deals with it, due {action.due}."
    source = flaw.source or manual.source(flaw.record)
    where = (
        source.locate_words(flaw.words, *flaw.field_path)
        if flaw.words
        else source.locate(*flaw.field_path)
    )
    message = f"{flaw.record.id}: {flaw.message}"
    return Finding(where, message, hint, level, rule, challenge, flaw.record.key)


def _open_actions(manual: Manual) -> dict[str, list[Action]]:
    """Return the actions under way and not late, by what they are about."""
    found: defaultdict[str, list[Action]] = defaultdict(list)
    for action in manual.all(Action):
        if action.is_open and action.due and not action.is_late(manual.day):
            for name in action.about:
                if (record := manual.find(name)) is not None:
                    found[record.key].append(action)
    return found


def _unknown_rules(manual: Manual) -> Iterator[Finding]:
    known = rules()
    for name in manual.settings.levels:
        if name not in known:
            source = manual.settings_source
            where = source.locate("levels", name) if source else Location("settings.yaml")
            hint = did_you_mean(name, known) or f"The rules are: {', '.join(known)}."
            yield Finding(where, f"settings: no rule is called '{name}'", hint)
