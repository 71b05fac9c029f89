"""What top management has to look at in a review, drawn from the data since the last one."""

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
from ._manual import WITHHELD, Manual


@dataclass(frozen=True)
class ReviewInput:
    """Something to be looked at: what, how it stands in figures, and the records themselves."""

    what: str
    figures: str
    records: tuple[Entity, ...]


def last_review(manual: Manual) -> ManagementReview | None:
    """Return the management review that was held last."""
    held = [one for one in manual.all(ManagementReview) if one.on <= manual.day]
    return latest(held, lambda one: one.on) if held else None


def review_inputs(manual: Manual) -> Iterator[ReviewInput]:
    """Yield what the next review looks at, in the order of the standard."""
    last = last_review(manual)
    since = last.on if last else date.min
    yield _earlier_decisions(manual, last)
    yield _issues(manual)
    parties = tuple(manual.all(InterestedParty))
    needs = sum(len(one.needs) for one in parties)
    yield ReviewInput(
        "Needs and expectations of interested parties",
        f"{format_count(needs, 'need')} of {format_count(len(parties), 'party', 'parties')}",
        parties,
    )
    yield _nonconformities(manual, since)
    yield _metrics(manual)
    yield _audits(manual, since)
    yield from _performance(manual, since)
    improvements = [one for one in manual.all(Action) if one.type == "improvement"]
    under_way = [one for one in improvements if one.is_open]
    figures = f"{len(under_way)} under way of {format_count(len(improvements), 'improvement')}"
    title = "Opportunities for continual improvement"
    yield ReviewInput(title, _counted(manual, figures), tuple(under_way))


def _counted(manual: Manual, figures: str) -> str:
    """Return what is counted of actions and findings, where the edition has all of them."""
    return WITHHELD if manual.withholds("findings") else figures


def _earlier_decisions(manual: Manual, last: ManagementReview | None) -> ReviewInput:
    names = [name for one in last.decisions for name in one.actions] if last else []
    actions = [one for name in names if isinstance(one := manual.find(name), Action)]
    done = sum(not one.is_open for one in actions)
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
    wrong = [one for one in manual.all(Action) if one.type != "improvement"]
    wrong = [one for one in wrong if one.is_open or (one.closed or one.raised) > since]
    late = sum(one.is_late(manual.day) for one in wrong)
    open_ones = sum(one.is_open for one in wrong)
    figures = f"{open_ones} open, {late} of them late; {len(wrong) - open_ones} closed since"
    title = "Nonconformities and corrective actions"
    return ReviewInput(title, _counted(manual, figures), tuple(wrong))


def _metrics(manual: Manual) -> ReviewInput:
    metrics = manual.all(Metric)
    off = tuple(one for one in metrics if one.on_target is False)
    on = sum(one.on_target is True for one in metrics)
    figures = f"{on} of {format_count(len(metrics), 'metric')} on target"
    return ReviewInput("Monitoring and measurement results", figures, off)


def _audits(manual: Manual, since: date) -> ReviewInput:
    audits = [one for one in manual.all(Audit) if one.done is None or one.done > since]
    done = [one for one in audits if one.done]
    planned = format_count(len(audits) - len(done), "audit")
    found = format_count(sum(len(one.findings) for one in done), "finding")
    told = "" if manual.withholds("findings") else f", with {found}"
    figures = f"{len(done)} done since{told}; {planned} planned"
    return ReviewInput("Audit results", figures, tuple(audits))


def _performance(manual: Manual, since: date) -> Iterator[ReviewInput]:
    objectives = manual.all(Objective)
    behind = tuple(one for one in objectives if one.state in ("at risk", "missed"))
    figures = f"{len(behind)} of {format_count(len(objectives), 'objective')} at risk or missed"
    yield ReviewInput("Objectives", figures, behind)
    risks = manual.all(Risk)
    high = tuple(one for one in risks if (one.residual_level or one.level) == _highest(risks))
    figures = f"{format_count(len(risks), 'risk')}, {len(high)} of them at the highest level"
    yield ReviewInput("Risks and their treatment", figures, high)
    systems = [one for one in manual.all(AISystem) if one.impact_assessment]
    anew = tuple(one for one in systems if _assessed(one) > since)
    yield ReviewInput("Impact assessments", f"{len(anew)} of {len(systems)} done since", anew)
    short = tuple(one for one in manual.all(Resource) if one.missing)
    yield ReviewInput(
        "Adequacy of resources", f"{format_count(len(short), 'resource')} short", short
    )
    held = tuple(one for one in manual.all(Review) if one.last_done and one.last_done > since)
    yield ReviewInput("Reviews held", f"{len(held)} held since", held)


def _highest(risks: list[Risk]) -> object:
    return max(((one.residual_level or one.level) for one in risks), default=None)


def _assessed(system: AISystem) -> date:
    done = system.impact_assessment.done if system.impact_assessment else None
    return done or date.min
