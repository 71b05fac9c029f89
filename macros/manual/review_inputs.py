"""Inputs of the management review (ISO/IEC 42001, 9.3.2), from the data since the last one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Entity
from ..model._types import latest
from ..model.action import Action
from ..model.ai_system import AISystem
from ..model.audit import Audit
from ..model.interested_party import InterestedParty
from ..model.management_review import ManagementReview
from ..model.metric import Metric
from ..model.objective import Objective
from ..model.resource import Resource
from ..model.review import Review
from ..model.risk import Risk
from ..text import format_count
from ._manual import Manual
from ._withheld import WITHHELD


@dataclass(frozen=True)
class ReviewInput:
    """An input of the review: its topic, a summary in figures, and the records."""

    what: str
    figures: str
    records: tuple[Entity, ...]


def last_review(manual: Manual) -> ManagementReview | None:
    """Return the latest management review, or None."""
    held = [review for review in manual.all(ManagementReview) if review.on <= manual.day]
    return latest(held, lambda review: review.on) if held else None


def review_inputs(manual: Manual) -> Iterator[ReviewInput]:
    """Yield the inputs of the next review, in the order of ISO/IEC 42001, 9.3.2."""
    last = last_review(manual)
    since = last.on if last else date.min
    yield _earlier_decisions(manual, last)
    yield _issues(manual)
    parties = tuple(manual.all(InterestedParty))
    needs = sum(len(party.needs) for party in parties)
    yield ReviewInput(
        "Needs and expectations of interested parties",
        f"{format_count(needs, 'need')} of {format_count(len(parties), 'party', 'parties')}",
        parties,
    )
    yield _nonconformities(manual, since)
    yield _metrics(manual)
    yield _audits(manual, since)
    yield from _performance(manual, since)
    improvements = [action for action in manual.all(Action) if action.type == "improvement"]
    under_way = [improvement for improvement in improvements if improvement.is_open]
    figures = f"{len(under_way)} under way of {format_count(len(improvements), 'improvement')}"
    title = "Opportunities for continual improvement"
    yield ReviewInput(title, _counted(manual, figures), tuple(under_way))


def _counted(manual: Manual, figures: str) -> str:
    """Return figures about actions and findings, or `WITHHELD` if some are withheld."""
    return WITHHELD if manual.withholds("findings") else figures


def _earlier_decisions(manual: Manual, last: ManagementReview | None) -> ReviewInput:
    names = [name for decision in last.decisions for name in decision.actions] if last else []
    actions = [action for name in names if isinstance(action := manual.find(name), Action)]
    done = sum(not action.is_open for action in actions)
    figures = f"{done} of {format_count(len(actions), 'action')} done"
    if last is None:
        figures = "no review was held yet"
    title = "Status of actions from earlier reviews"
    return ReviewInput(title, _counted(manual, figures) if last else figures, tuple(actions))


def _issues(manual: Manual) -> ReviewInput:
    own = manual.organisation
    outside, inside = (len(own.external_issues), len(own.internal_issues)) if own else (0, 0)
    figures = f"{outside} issues outside, {inside} inside"
    title = "Changes in external and internal issues"
    return ReviewInput(title, figures, (own,) if own else ())


def _nonconformities(manual: Manual, since: date) -> ReviewInput:
    wrong = [action for action in manual.all(Action) if action.type != "improvement"]
    wrong = [
        action for action in wrong if action.is_open or (action.closed or action.raised) > since
    ]
    late = sum(action.is_late(manual.day) for action in wrong)
    open_ones = sum(action.is_open for action in wrong)
    figures = f"{open_ones} open, {late} of them late; {len(wrong) - open_ones} closed since"
    title = "Nonconformities and corrective actions"
    return ReviewInput(title, _counted(manual, figures), tuple(wrong))


def _metrics(manual: Manual) -> ReviewInput:
    metrics = manual.all(Metric)
    off = tuple(metric for metric in metrics if metric.on_target is False)
    on = sum(metric.on_target is True for metric in metrics)
    figures = f"{on} of {format_count(len(metrics), 'metric')} on target"
    return ReviewInput("Monitoring and measurement results", figures, off)


def _audits(manual: Manual, since: date) -> ReviewInput:
    audits = [audit for audit in manual.all(Audit) if audit.done is None or audit.done > since]
    done = [audit for audit in audits if audit.done]
    planned = format_count(len(audits) - len(done), "audit")
    found = format_count(sum(len(audit.findings) for audit in done), "finding")
    counted = "" if manual.withholds("findings") else f", with {found}"
    figures = f"{len(done)} done since{counted}; {planned} planned"
    return ReviewInput("Audit results", figures, tuple(audits))


def _performance(manual: Manual, since: date) -> Iterator[ReviewInput]:
    objectives = manual.all(Objective)
    behind = tuple(
        objective for objective in objectives if objective.state in ("at risk", "missed")
    )
    figures = f"{len(behind)} of {format_count(len(objectives), 'objective')} at risk or missed"
    yield ReviewInput("Objectives", figures, behind)
    risks = manual.all(Risk)
    high = tuple(risk for risk in risks if (risk.residual_level or risk.level) == _highest(risks))
    figures = f"{format_count(len(risks), 'risk')}, {len(high)} of them at the highest level"
    yield ReviewInput("Risks and their treatment", figures, high)
    systems = [system for system in manual.all(AISystem) if system.impact_assessment]
    anew = tuple(system for system in systems if _assessed(system) > since)
    yield ReviewInput("Impact assessments", f"{len(anew)} of {len(systems)} done since", anew)
    short = tuple(resource for resource in manual.all(Resource) if resource.missing)
    yield ReviewInput(
        "Adequacy of resources", f"{format_count(len(short), 'resource')} short", short
    )
    held = tuple(
        review for review in manual.all(Review) if review.last_done and review.last_done > since
    )
    yield ReviewInput("Reviews held", f"{len(held)} held since", held)


def _highest(risks: list[Risk]) -> object:
    return max(((risk.residual_level or risk.level) for risk in risks), default=None)


def _assessed(system: AISystem) -> date:
    done = system.impact_assessment.done if system.impact_assessment else None
    return done or date.min
