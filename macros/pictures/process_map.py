from collections.abc import Mapping, Sequence
from typing import get_args

from ..manual import Manual
from ..model._types import Phase
from ..model.process import Process
from ..tables._table import register
from ..text import format_count, join_words
from . import Picture
from ._drawing import Element, Point, box, element, group, label, legend, link_to, path, titled
from ._layout import Layout, curve, lay_out, tip
from ._palette import fill, stroke
from ._text import NORMAL, SMALL, wrap

_WIDTH, _TOP, _HEAD, _MOST = 114, 26, 30, 5
Flows = dict[tuple[str, str], list[str]]
"""The flows from one process to another."""


def draw(manual: Manual) -> Picture | None:
    """The process map: the flows between the processes, by phase."""
    processes = manual.all(Process)
    if not processes:
        return None
    columns = _columns(processes)
    flows = _flows(manual, processes)
    sizes = {process.key: (float(_WIDTH), _height(process)) for process in processes}
    keys = [[process.key for process in column] for column in columns]
    column_of = {key: place for place, column in enumerate(keys) for key in column}
    main = main_flows(flows, column_of)
    plan = lay_out(sizes, main, columns=keys, apart=(40, 18))
    plan.edges.update({pair: _direct(plan, pair) for pair in flows if pair not in main})
    back = {pair for pair in flows if column_of[pair[1]] < column_of[pair[0]]}
    titles = {process.key: process for process in processes}
    drawn = {pair: _flow(plan, pair, flows[pair], pair in back, titles) for pair in flows}
    minor = group(*(drawn[pair] for pair in flows if pair not in main), opacity=0)
    minor.set("class", "aims-minor")
    boxes = [_box(process, plan, sizes[process.key][1], flows) for process in processes]
    high = plan.height + _HEAD + 14
    lanes = [_lane(columns, place, plan, high) for place in range(len(columns))]
    bundle = [*([minor] if len(minor) else []), *(drawn[pair] for pair in main)]
    moved = group(*bundle, *boxes, transform=f"translate(10 {_HEAD + 4})")
    return Picture(
        "process-map",
        "Process map",
        f"{format_count(len(processes), 'process', 'processes')} in the order of their phases, "
        f"with {format_count(sum(map(len, flows.values())), 'flow')} between them. "
        + " ".join(f"{phase.capitalize()}: {names}." for phase, names in _by_phase(processes)),
        plan.width + 20,
        high + _TOP,
        (_legend(), group(*lanes, moved, transform=f"translate(0 {_TOP})")),
        register("Process map in words", "From", ["What", "To"], _rows(manual, processes)),
        switch="Show all flows" if len(minor) else "",
    )


def main_flows(flows: Flows, column_of: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the main flows: to each process, from each process, and the longest flow back.

    Of several flows, the main one goes on to the nearest column and has the most items.
    """

    def rank(pair: tuple[str, str]) -> tuple[bool, int, int]:
        ahead = column_of[pair[1]] - column_of[pair[0]]
        return (ahead < 0, abs(ahead), -len(flows[pair]))

    found = set()
    for key in column_of:
        for end in (0, 1):
            at_key = [pair for pair in flows if pair[end] == key]
            if at_key:
                found.add(min(at_key, key=rank))
    back = max(flows, key=lambda pair: column_of[pair[0]] - column_of[pair[1]], default=None)
    return sorted({*found, *([back] if back else [])})


def _direct(plan: Layout, pair: tuple[str, str]) -> tuple[Point, ...]:
    """Return a curve between two boxes; it can cross others."""
    (x, y), (x2, y2) = plan.nodes[pair[0]], plan.nodes[pair[1]]
    half = _WIDTH / 2
    if abs(x2 - x) < half:
        return ((x + half, y), (x + half + 26, y), (x2 + half + 26, y2), (x2 + half, y2))
    side = half if x2 > x else -half
    bend = (x2 - x - 2 * side) / 2
    return ((x + side, y), (x + side + bend, y), (x2 - side - bend, y2), (x2 - side, y2))


def _by_phase(processes: Sequence[Process]) -> list[tuple[str, str]]:
    return [
        (phase, join_words((process.title for process in processes if process.phase == phase), 99))
        for phase in get_args(Phase)
        if any(process.phase == phase for process in processes)
    ]


def _columns(processes: Sequence[Process]) -> list[list[Process]]:
    """Return the processes by phase; a phase with many processes has several columns."""
    found = []
    for phase in get_args(Phase):
        members = [process for process in processes if process.phase == phase]
        parts = -(-len(members) // _MOST)
        for part in range(parts):
            start, end = len(members) * part // parts, len(members) * (part + 1) // parts
            found.append(members[start:end])
    return found


def _flows(manual: Manual, processes: Sequence[Process]) -> Flows:
    """Return the flows between processes, from the inputs and outputs of both."""
    found: Flows = {}
    for process in processes:
        pairs = [(process, manual.find(flow.to), flow.what) for flow in process.outputs]
        pairs += [(manual.find(flow.from_), process, flow.what) for flow in process.inputs]  # type: ignore[misc]  # any two records
        for origin, target, what in pairs:
            if isinstance(origin, Process) and isinstance(target, Process) and origin is not target:
                words = found.setdefault((origin.key, target.key), [])
                if what not in words:
                    words.append(what)
    return dict(sorted(found.items()))


def _rows(manual: Manual, processes: Sequence[Process]) -> list[tuple[object, ...]]:
    """Return all flows, including those from and to interested parties."""
    found: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for process in processes:
        for coming in process.inputs:
            origin = manual.find(coming.from_) or coming.from_
            found.setdefault(
                (coming.from_, coming.what, process.id), (origin, coming.what, process)
            )
        for going in process.outputs:
            end = manual.find(going.to) or going.to
            found.setdefault((process.id, going.what, going.to), (process, going.what, end))
        if not process.inputs and not process.outputs:
            found[process.id, "", ""] = (process, "no flow", "")
    return [found[key] for key in sorted(found)]


def _title(process: Process) -> tuple[str, ...]:
    return wrap(process.title, _WIDTH - 14, NORMAL, 3)


def _height(process: Process) -> float:
    return 28.0 + 15 * len(_title(process))


def _flow(
    plan: Layout, pair: tuple[str, str], what: list[str], back: bool, titles: dict[str, Process]
) -> Element:
    points = plan.edges[pair]
    origin, target = titles[pair[0]], titles[pair[1]]
    dash = "3 3" if back else None
    return titled(
        f"{origin.short_id} to {target.short_id}: {'; '.join(what)}",
        path(curve(points), stroke("edge"), stroke_width=1.2, stroke_dasharray=dash),
        path(tip(points), fill("edge")),
    )


def _box(process: Process, plan: Layout, h: float, flows: Flows) -> Element:
    """Return a process with its flows, which are highlighted on hover and focus."""
    x, y = plan.nodes[process.key]
    lit = [
        group(
            path(curve(plan.edges[pair]), stroke("link" if pair[0] == process.key else "warn")),
            path(tip(plan.edges[pair]), fill("link" if pair[0] == process.key else "warn")),
            class_="aims-lit",
            opacity=0,
            stroke_width=2.5,
        )
        for pair in flows
        if process.key in pair
    ]
    left, top = x - _WIDTH / 2, y - h / 2
    return link_to(
        process,
        *lit,
        box(left, top, _WIDTH, h, "aims-node", fill("paper"), stroke("soft"), round_=5),
        label(process.short_id, left + 8, top + 17, SMALL, paint="soft", bold=True),
        label(_title(process), left + 8, top + 33, NORMAL),
    )


def _lane(columns: list[list[Process]], place: int, plan: Layout, high: float) -> Element:
    """Return the background of a column; the first of a phase has its name."""
    phase = columns[place][0].phase
    same = [n for n, column in enumerate(columns) if column[0].phase == phase]
    x: list[Point] = [plan.nodes[columns[n][0].key] for n in (same[0], same[-1])]
    if place != same[0]:
        return group()
    left, right = x[0][0] - _WIDTH / 2 - 8, x[1][0] + _WIDTH / 2 + 8
    return group(
        box(left + 10, 0, right - left, high, fill("tint"), round_=8),
        label(phase.capitalize(), (left + right) / 2 + 10, 20, NORMAL, anchor="middle", bold=True),
    )


def _legend() -> Element:
    def sample(paint: str, dash: str | None = None, w: float = 1.2) -> Element:
        drawn: list[str | float] = ["M", 0, 6, "H", 16]
        return element("g", path(drawn, stroke(paint), stroke_dasharray=dash, stroke_width=w))

    return legend(
        [
            (sample("edge"), "goes on to"),
            (sample("edge", "3 3"), "goes back to"),
        ],
        1,
        2,
    )
