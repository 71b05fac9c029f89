from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model.ai_system import AISystem
from ..model.stage import Stage
from ..tables._table import register
from ..text import format_count
from . import Picture
from ._drawing import PAGE, Element, box, group, label, link_to, middle, path
from ._palette import fill, stroke
from ._text import SMALL, wrap

_HEAD, _POINT, _GAP = 54, 7, 6


def draw(manual: Manual) -> Picture | None:
    """The life cycle: its stages in order, with the AI systems in each stage."""
    stages = manual.all(Stage)
    if not stages:
        return None
    wide = max(PAGE / len(stages), 88.0)
    systems = {
        stage.key: [system for system in manual.all(AISystem) if manual.find(system.stage) is stage]
        for stage in stages
    }
    drawn, bottom = [], 0.0
    for place, stage in enumerate(stages):
        column, end = _column(manual, stage, systems[stage.key], place * wide, wide)
        drawn.append(column)
        bottom = max(bottom, end)
    rows = [(stage, len(systems[stage.key]), tuple(systems[stage.key])) for stage in stages]
    full = [f"{stage.title}: {len(systems[stage.key])}" for stage in stages if systems[stage.key]]
    count = sum(map(len, systems.values()))
    return Picture(
        "life-cycle",
        "AI systems in their life cycle",
        f"{format_count(len(stages), 'stage')} with {format_count(count, 'AI system')}. "
        + (f"{'; '.join(full)}." if full else "No stage has an AI system."),
        wide * len(stages),
        bottom + 2,
        tuple(drawn),
        register(
            "AI systems in their life cycle in words", "Stage", ["Number", "AI systems"], rows
        ),
    )


def _column(
    manual: Manual, stage: Stage, systems: list[AISystem], x: float, wide: float
) -> tuple[Element, float]:
    """Return a stage with its AI systems, and the position of its end."""
    title = wrap(stage.title, wide - _POINT - 4, SMALL, 3)
    right, tip = x + wide - _POINT - 2, x + wide - 2
    middle_of = 1 + _HEAD / 2
    notch: list[str | float] = ["L", x + _POINT, middle_of] if x else []
    outline = ["M", x, 1, "H", right, "L", tip, middle_of, "L", right, 1 + _HEAD, "H", x, *notch]
    arrow = path(
        [*outline, "Z"],
        "aims-node",
        fill("step-2" if systems else "tint"),
        stroke("edge"),
    )
    at = x + wide / 2 + (2 if x else 0) - 3
    head = link_to(
        stage,
        arrow,
        middle(title, at, 1 + _HEAD / 2, SMALL, anchor="middle"),
        words=f"{stage.title}: {format_count(len(systems), 'AI system')}",
    )
    cards, y = [], float(_HEAD + 12)
    for system in systems:
        card, y = _card(manual, system, x, y, wide - _GAP - 2)
        cards.append(card)
    return group(head, *cards), y


def _card(
    manual: Manual, system: AISystem, x: float, y: float, wide: float
) -> tuple[Element, float]:
    title = wrap(system.title, wide - 12, SMALL, 4)
    history = is_retired(system, manual.day)
    paint = "soft" if history else "ink"
    high = 28 + 15 * len(title)
    return (
        link_to(
            system,
            box(
                x + 1,
                y,
                wide,
                high,
                "aims-node",
                fill("tint" if history else "paper"),
                stroke("edge"),
                stroke_dasharray="4 3" if history else None,
            ),
            label(system.short_id, x + 7, y + 17, SMALL, paint="soft", bold=True),
            label(title, x + 7, y + 33, SMALL, paint=paint),
        ),
        y + high + _GAP,
    )
