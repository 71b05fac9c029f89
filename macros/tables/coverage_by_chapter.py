from ..manual import Manual
from ..manual.coverage import Coverage, conformity, coverage_of, leaves, parents
from ..model.requirement import Requirement
from ._table import Row, State, Table


def table(manual: Manual) -> Table:
    """The coverage of each chapter of the standard (record, accountable role, evidence)."""
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
        rows.append(_row("All", [answer for parts in chapters.values() for answer in parts]))
    return Table(
        "Coverage by chapter",
        "Chapter",
        ("Requirements", "With a record", "With an accountable role", "With evidence", "Covered"),
        rows=tuple(rows),
        empty_text="The standard of the organisation is not recorded.",
    )


def _row(head: object, parts: list[tuple[Coverage, str]]) -> Row:
    answers = [found for found, _ in parts]
    whole = sum(outcome in ("conforms", "not applicable") for _, outcome in parts)
    # Rounded down: only a chapter that conforms completely has 100 %.
    state = State(f"{100 * whole // len(answers)} %", "good" if whole == len(answers) else "bad")
    counts = (
        len(answers),
        sum(bool(answer.records) for answer in answers),
        sum(bool(answer.accountable) for answer in answers),
        sum(answer.is_shown for answer in answers),
    )
    return Row(head, (*counts, state))
