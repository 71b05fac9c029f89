"""The positions of the boxes and lines of a graph, calculated by Graphviz.

`graphviz-pure` from PyPI has the same output on every machine. If it is not installed, the `dot`
of the system is used.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..diagnostics import AimsError
from ..program import MissingPackageError
from ._drawing import Point

_TURNED = "red"
_PIXELS = 72.0  # Pixels in an inch of Graphviz.


@dataclass(frozen=True)
class Layout:
    """Positions in pixels, from the upper left corner."""

    width: float
    height: float
    nodes: dict[str, Point]
    """The middle of each box."""
    edges: dict[tuple[str, str], tuple[Point, ...]]
    """Each line as a start and three points for each Bezier curve."""


def lay_out(
    sizes: Mapping[str, Point],
    edges: Sequence[tuple[str, str]],
    *,
    columns: Sequence[Sequence[str]] = (),
    apart: Point = (40, 16),
) -> Layout:
    """Return the layout of a graph from left to right, with boxes in columns.

    Raises:
        NoGraphvizError: Graphviz is not installed, or cannot draw the graph.
    """
    number = {name: f"n{place}" for place, name in enumerate(sizes)}
    across, down = apart
    lines = [
        "digraph {",
        f"rankdir=LR; ranksep={across / _PIXELS:.4f}; nodesep={down / _PIXELS:.4f};",
        'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none];',
    ]
    for name, (w, h) in sizes.items():
        lines.append(f"{number[name]} [width={w / _PIXELS:.4f}, height={h / _PIXELS:.4f}];")
    for place, column in enumerate(columns):
        inside = "; ".join(number[name] for name in column)
        lines.append(f"{{ rank=same; c{place} [width=0.01, height=0.01, style=invis]; {inside} }}")
        if place:
            lines.append(f"c{place - 1} -> c{place} [style=invis, weight=100];")
    column_of = {name: place for place, column in enumerate(columns) for name in column}
    for start, end in edges:
        lines.append(_edge(number, start, end, column_of))
    return _parse(_plain("\n".join([*lines, "}"])), {n: name for name, n in number.items()})


def _edge(number: Mapping[str, str], start: str, end: str, column_of: Mapping[str, int]) -> str:
    if not column_of or column_of[start] < column_of[end]:
        return f"{number[start]} -> {number[end]};"
    if column_of[start] == column_of[end]:
        return f"{number[start]} -> {number[end]} [constraint=false];"
    # A line that goes back could reverse the columns: turn it, and mark it by its colour.
    return f"{number[end]} -> {number[start]} [color={_TURNED}];"


@lru_cache(maxsize=512)
def _plain(graph: str) -> str:
    """Return the layout of a graph in the `plain` format of Graphviz."""
    done = subprocess.run(
        [_engine(), "-Kdot", "-Tplain"], input=graph, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AimsError(f"Graphviz could not draw a picture: {done.stderr.strip()}")
    return done.stdout


@lru_cache(maxsize=1)
def _engine() -> str:
    # The programs of an inactive virtual environment are not on the path.
    beside = str(Path(sys.executable).parent)
    for name, where in (("graphviz-pure", beside), ("graphviz-pure", None), ("dot", None)):
        if found := shutil.which(name, path=where):
            return found
    raise MissingPackageError("Graphviz is not installed (the package graphviz-pure)")


def _parse(plain: str, names: Mapping[str, str]) -> Layout:
    width = height = 0.0
    nodes: dict[str, Point] = {}
    edges: dict[tuple[str, str], tuple[Point, ...]] = {}
    for parts in (row.split(" ") for row in plain.splitlines()):
        if parts[0] == "graph":
            width, height = float(parts[2]) * _PIXELS, float(parts[3]) * _PIXELS
        elif parts[0] == "node" and parts[1] in names:
            nodes[names[parts[1]]] = _point(parts[2:4], height)
        elif parts[0] == "edge" and parts[1] in names:
            numbers = parts[4 : 4 + 2 * int(parts[3])]
            points = tuple(_point(numbers[i : i + 2], height) for i in range(0, len(numbers), 2))
            start, end = names[parts[1]], names[parts[2]]
            if parts[-1] == _TURNED:
                edges[end, start] = points[::-1]
            else:
                edges[start, end] = points
    return Layout(width, height, nodes, edges)


def _point(numbers: Sequence[str], height: float) -> Point:
    # Graphviz counts upwards, SVG downwards.
    return float(numbers[0]) * _PIXELS, height - float(numbers[1]) * _PIXELS


def curve(points: Sequence[Point], by: Point = (0, 0)) -> list[str | float]:
    """Return a line as the path of an SVG, moved by an offset."""
    flat: list[str | float] = ["M", points[0][0] + by[0], points[0][1] + by[1], "C"]
    for x, y in points[1:]:
        flat += [x + by[0], y + by[1]]
    return flat


def tip(points: Sequence[Point], by: Point = (0, 0), size: float = 7) -> list[str | float]:
    """Return the arrowhead at the end of a line, as a path."""
    (x, y), (x0, y0) = points[-1], next(p for p in reversed(points[:-1]) if p != points[-1])
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
    ax, ay = (x - x0) / length * size, (y - y0) / length * size
    x, y = x + by[0], y + by[1]
    left, right = (x - ax - ay / 2, y - ay + ax / 2), (x - ax + ay / 2, y - ay - ax / 2)
    return ["M", x, y, "L", *left, "L", *right, "Z"]
