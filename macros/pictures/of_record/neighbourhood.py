from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...manual import Manual
from ...manual.labels import plain_label
from ...manual.order import sort_records
from ...model import Entity, Reference, kinds, marked_values
from ...model.ai_system import AISystem
from ...model.process import Process
from ...model.role import Role
from ...tables._table import Row, RowGroup, Table
from ...text import format_count
from .. import Picture, element_name
from .._drawing import Element, box, label, link_to, middle, more, path, target
from .._layout import Layout, lay_out
from .._palette import fill, stroke
from .._text import LARGE, NORMAL, SMALL, wrap

_SHOWN, _CARDS, _WIDTH, _ROW, _HEAD, _HUB = 3, 10, 216, 25, 28, "hub"
_OF_ITS_OWN = {"inputs": "Comes from", "outputs": "Goes to", "reports_to": "Reports to"}
_THE_OTHER_WAY = {"inputs": "Goes to", "outputs": "Comes from"}
_LEFT = ("Comes from", "Reports to")
_UNSEEN = ("acknowledgements", "requirements", "frameworks", "crosswalks", "applicability")
"""Kinds that nearly every record relates to; the page lists them separately."""
_FIRST = [
    "processes",
    "roles",
    "people",
    "activities",
    "policies",
    "procedures",
    "ai-systems",
    "risks",
    "resources",
    "metrics",
    "documents",
    "actions",
    "reviews",
    "audits",
]
"""The most important kinds, in their order; the others follow."""


@dataclass(frozen=True)
class Neighbours:
    """Records of one kind that relate to a record."""

    head: str
    records: tuple[Entity, ...]
    relations: tuple[str, ...]
    """The relation of each: the names of the fields."""


def draw(manual: Manual, record: Entity) -> Picture | None:
    """The records that relate to a role, process or AI system."""
    if not isinstance(record, Role | Process | AISystem):
        return None
    cards = list(_neighbours(manual, record))
    if not cards:
        return None
    left, right = _sides(cards[:_CARDS])
    plan = _plan(record, left, right)
    unseen = sum(len(card.records) for card in cards[_CARDS:])
    count = sum(len(card.records) for card in cards)
    return Picture(
        element_name(f"around-{record.id}"),
        f"{record.title} and related records",
        f"{format_count(count, 'record')} related to the {record.name} {plain_label(record)}: "
        + "; ".join(f"{card.head}: {len(card.records)}" for card in cards)
        + ".",
        plan.width + 4,
        plan.height + (30 if unseen else 4),
        (*_drawn(record, [*left, *right], plan), *_others(unseen, plan)),
        _facts(record, cards),
    )


def _neighbours(manual: Manual, record: Entity) -> Iterator[Neighbours]:
    """Yield the related records by kind, without mentions in prose."""
    found: dict[str, dict[str, tuple[Entity, list[str]]]] = {}
    for other, head, field in _relations(manual, record):
        if other.key != record.key and other.folder not in _UNSEEN:
            group = head or other.plural[:1].upper() + other.plural[1:]
            _, fields = found.setdefault(group, {}).setdefault(other.key, (other, []))
            if (words := field.strip("_").replace("_", " ")) not in fields:
                fields.append(words)
    folders = [*_FIRST, *(folder for folder in kinds() if folder not in _FIRST)]
    plurals = [kinds()[folder].plural for folder in folders]
    for head in [*_OF_ITS_OWN.values(), *(other[:1].upper() + other[1:] for other in plurals)]:
        if head in found:
            records = sort_records(other for other, _ in found[head].values())
            relations = tuple(", ".join(found[head][other.key][1]) for other in records)
            yield Neighbours(head, tuple(records), relations)


def _relations(manual: Manual, record: Entity) -> Iterator[tuple[Entity, str, str]]:
    """Yield each related record, its heading (if not its kind), and the field."""
    for field_path, _, name in marked_values(record, Reference):
        field = str(field_path[0])
        if (other := manual.find(name)) is not None:
            yield other, _OF_ITS_OWN.get(field, ""), field
    for link in manual.backlinks(record):
        if link.mention is None:
            flows = isinstance(link.origin, Process)
            yield link.origin, _THE_OTHER_WAY.get(link.field, "") if flows else "", link.field


def _sides(cards: Sequence[Neighbours]) -> tuple[list[Neighbours], list[Neighbours]]:
    """Return the cards for the left and for the right, with about the same height."""
    left = [card for card in cards if card.head in _LEFT]
    right = [card for card in cards if card.head == "Goes to"]
    for card in cards:
        if card not in left and card not in right:
            side = min(
                (left, right), key=lambda side: sum(_height(neighbours) + 14 for neighbours in side)
            )
            side.append(card)
    return left, right


def _height(card: Neighbours) -> float:
    count = len(card.records)
    lines = count if count <= _SHOWN + 1 else _SHOWN + 1
    return float(_HEAD + _ROW * lines + 6)


def _plan(record: Entity, left: Sequence[Neighbours], right: Sequence[Neighbours]) -> Layout:
    sizes = {card.head: (float(_WIDTH), _height(card)) for card in [*left, *right]}
    sizes[_HUB] = (172.0, 50.0 + 18 * len(_title(record)))
    edges = [(card.head, _HUB) for card in left] + [(_HUB, card.head) for card in right]
    columns = [[card.head for card in left], [_HUB], [card.head for card in right]]
    return lay_out(sizes, edges, columns=[column for column in columns if column], apart=(40, 14))


def _title(record: Entity) -> tuple[str, ...]:
    return wrap(record.title, 150, LARGE, 4, bold=True)


def _drawn(record: Entity, cards: Sequence[Neighbours], plan: Layout) -> Iterator[Element]:
    x, y = plan.nodes[_HUB]
    for card in cards:
        side = -1 if plan.nodes[card.head][0] < x else 1
        (x2, y2), x1 = plan.nodes[card.head], x + 2 + side * 86
        x2 += 2 - side * _WIDTH / 2
        bend = (x1 + x2) / 2
        curve: list[str | float] = ["M", x1, y + 2, "C", bend, y + 2, bend, y2 + 2, x2, y2 + 2]
        yield path(curve, stroke("edge"), stroke_width=1.2)
    title = _title(record)
    high = 50.0 + 18 * len(title)
    above = record.short_id if record.shows_id else record.name.capitalize()
    top = y + 2 - high / 2
    yield box(x - 84, top, 172, high, fill("step-2"), stroke("soft"), round_=8)
    yield label(above, x + 2, top + 22, SMALL, anchor="middle", bold=True)
    yield label(title, x + 2, top + 44, LARGE, anchor="middle", bold=True)
    for card in cards:
        yield from _card(card, *plan.nodes[card.head])


def _card(card: Neighbours, x: float, y: float) -> Iterator[Element]:
    high = _height(card)
    left, top = x + 2 - _WIDTH / 2, y + 2 - high / 2
    yield box(left, top, _WIDTH, high, fill("paper"), stroke("line"), round_=6)
    yield label(card.head, left + 12, top + 19, SMALL, paint="soft", bold=True)
    shown = len(card.records) if len(card.records) <= _SHOWN + 1 else _SHOWN
    for place, (record, relation) in enumerate(
        zip(card.records[:shown], card.relations, strict=False)
    ):
        row = top + _HEAD + _ROW * place
        words = f"{record.short_id}  {record.title}" if record.shows_id else record.title
        yield link_to(
            record,
            target(left + 4, row, _WIDTH - 8, _ROW - 1),
            middle(wrap(words, _WIDTH - 22, NORMAL, 1), left + 12, row + 12, NORMAL, paint="link"),
            words=f"{words}: {relation}",
        )
    if shown < len(card.records):
        yield more(len(card.records) - shown, left + 12, top + _HEAD + _ROW * shown + 16)


def _others(count: int, plan: Layout) -> Iterator[Element]:
    """Yield the number of related records of kinds without a card."""
    if count:
        words = f"and {count} more of other kinds"
        at = plan.width / 2 + 2
        yield label(words, at, plan.height + 22, SMALL, paint="soft", anchor="middle")


def _facts(record: Entity, cards: Sequence[Neighbours]) -> Table:
    def rows(card: Neighbours) -> tuple[Row, ...]:
        pairs = zip(card.records, card.relations, strict=True)
        return tuple(Row(record, (record.name, relation)) for record, relation in pairs)

    return Table(
        f"{record.title} and related records in words",
        "Record",
        ("Kind", "Relation"),
        groups=tuple(RowGroup(card.head, rows(card)) for card in cards),
    )
