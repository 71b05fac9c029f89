from ..manual import Manual
from ..manual.coverage import Coverage, conformity, coverage_of, leaves, parents
from ..model.requirement import Requirement
from ._table import Row, State, Table


def table(manual: Manual) -> Table:
    """How much of each chapter of the standard conforms, has an accountable role and evidence."""
    chapters: dict[str, list[tuple[Coverage, str]]] = {}
    heads: dict[str, Requirement] = {}
    for part in leaves(manual, "clause", "control"):
        chapter = next(iter(parents(manual, part)), part)
        heads[chapter.key] = chapter
        chapters.setdefault(chapter.key, []).append(
            (coverage_of(manual, part), conformity(manual, part))
        )
    rows = [_row(heads[key], answers) for key, answers in chapters.items()]
    if rows:
        rows.append(_row("All", [one for those in chapters.values() for one in those]))
    return Table(
        "Coverage by chapter",
        "Chapter",
        ("Parts", "Answered", "Somebody accountable", "Shown by evidence", "Covered"),
        rows=tuple(rows),
        empty_text="The framework that the organisation follows is not recorded.",
    )


def _row(head: object, parts: list[tuple[Coverage, str]]) -> Row:
    answers = [found for found, _ in parts]
    whole = sum(outcome in ("conforms", "not applicable") for _, outcome in parts)
    # Rounded down: only a chapter that conforms altogether has 100 %.
    state = State(f"{100 * whole // len(answers)} %", "good" if whole == len(answers) else "bad")
    counts = (
        len(answers),
        sum(bool(one.records) for one in answers),
        sum(bool(one.accountable) for one in answers),
        sum(one.is_shown for one in answers),
    )
    return Row(head, (*counts, state))
