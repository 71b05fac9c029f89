"""Every field that can be written is shown on a page, and every template makes one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from html import unescape
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from jinja2 import FileSystemLoader

from macros.manual import Manual
from macros.model import Entity, Part, Reference, Sample, kinds
from macros.pages._renderer import TEMPLATES, PageRenderer, template_names
from macros.site import outputs
from tests.everything import Filling

STANDARD = "iso-42001"
Way = tuple[str, ...]
"""The way to a field through the names of fields: `("revisions", "change")`."""

NOT_SHOWN = {
    "fingerprint": "a check value: `check` compares it, and reports a difference",
    "checksum": "a check value: `check` compares it, and reports a difference",
    "items.id": "a requirement has a page of its own; its number is tried there",
    "items.parent": "shown on the page of the requirement",
    "items.kind": "shown on the page of the requirement",
    "welcome": "the lead of the onboarding page of the role",
    "pairs.relation": "shown on the pages of its two requirements",
    "pairs.basis": "shown on the pages of its two requirements",
    "order": "the order of columns in matrices",
    "sources.id": "the name by which pairs in the same file refer to a source",
}
"""The fields that no page of their record shows, by the end of their path, each with the reason."""


@dataclass
class Planted:
    """What was written in one field of a record, and what its page must then hold."""

    folder: str
    path: Way
    shown: tuple[str, ...]
    """Any one of these is enough."""


@dataclass
class Garden:
    """Records with a value of its own in each field, and what each must lead to."""

    planted: list[Planted] = field(default_factory=list)
    choices: list[tuple[str, Way]] = field(default_factory=list)
    """The fields with a few possible values: their pages are compared."""
    targets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    count: int = 0

    def record(self, kind: type[Entity]) -> dict[str, Any]:
        made = self.part(kind, kind.folder, ())
        made["id"] = STANDARD if kind.folder == "frameworks" else f"{kind.folder}-record"
        return made

    def part(self, kind: type[Part], folder: str, path: Way) -> dict[str, Any]:
        made = {}
        for name, info in kind.model_fields.items():
            key = info.alias or name
            if (path, key) != ((), "id"):
                made[key] = self.value(info.annotation, info.metadata, folder, (*path, key))
        return made

    def value(self, annotation: Any, marks: Any, folder: str, path: Way) -> Any:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(args[0], [*marks, *args[1:]], folder, path)
        if origin is Union or isinstance(annotation, type(int | None)):
            return self.value(args[0], marks, folder, path)
        if origin is tuple:
            return [self.value(args[0], (), folder, path) for _ in range(2)]
        if origin is dict:
            return {self.value(args[0], (), folder, path): letter for letter in ("A/R", "C")}
        if origin is Literal or annotation is bool:
            if (folder, path) not in self.choices:
                self.choices.append((folder, path))
            return args[0] if args else False
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return self.part(annotation, folder, path)
        return self.leaf(annotation, [*flat(marks)], folder, path)

    def leaf(self, annotation: Any, marks: list[Any], folder: str, path: Way) -> Any:
        self.count += 1
        value, shown = self.token(annotation, marks, path)
        self.planted.append(Planted(folder, path, shown))
        return value

    def token(self, annotation: Any, marks: list[Any], path: Way) -> tuple[Any, tuple[str, ...]]:
        """Return a value that no other field has, and how a page may show it."""
        n, word = self.count, f"Zq{self.count}z"
        if reference := next((mark for mark in marks if isinstance(mark, Reference)), None):
            return self.target(reference, n)
        if annotation is date:
            day = date(2031, 1, 1) + timedelta(n)
            return day.isoformat(), (day.isoformat(), f"{day.day} {day:%B %Y}")
        bounds = [one.le for one in marks if hasattr(one, "le")]
        if bounds:
            self.choices.append(("risks", path))
            return 3, ("3",)
        if annotation is float:
            return f"{7000 + n}.25", (f"{7000 + n:,}.25",)
        if annotation is int:
            return str(7000 + n), (f"{7000 + n:,}", str(7000 + n))
        if any(getattr(one, "json_schema_extra", None) for one in marks):
            return f"{word}@example.org", (f"{word}@example.org",)
        pattern = next((one.pattern for one in marks if getattr(one, "pattern", None)), "")
        sample = next((mark.value for mark in marks if isinstance(mark, Sample)), "")
        if sample.startswith("https:"):
            return f"https://example.org/{word}", (f"example.org/{word}",)
        if sample.startswith("extension"):
            return f"extension {7000 + n}", (f"extension {7000 + n}",)
        if "0-9a-f" in pattern:
            return f"{n:0{64 if '64' in pattern else 12}x}", (f"{n:012x}",)
        return (f"{n}.77", (f"{n}.77",)) if pattern else (word, (word,))

    def target(self, reference: Reference, n: int) -> tuple[str, tuple[str, ...]]:
        """Return the id of a new record of a kind that may be named, and the link to it."""
        folder = reference.folders[0] if reference.folders else "roles"
        id = f"target-{n}"
        self.targets.setdefault(folder, []).append({"id": id, "title": f"Target {n}"})
        if folder == "requirements":
            return f"{STANDARD}:{id}", (f'href="/frameworks/{STANDARD}/{id}/"',)
        return id, (f'href="/{folder}/{id}/"',)


def flat(marks: Any) -> Iterator[Any]:
    for mark in marks:
        yield mark
        yield from getattr(mark, "metadata", ())


@pytest.fixture(scope="module")
def garden(tmp_path_factory) -> tuple[Garden, Manual]:
    """Return what was planted in one record of each kind, and the manual that holds them all."""
    garden, data = Garden(), tmp_path_factory.mktemp("garden")
    records = {name: [garden.record(kind)] for name, kind in kinds().items() if not kind.nested_in}
    for source, pair in zip(
        records["crosswalks"][0]["sources"], records["crosswalks"][0]["pairs"], strict=True
    ):
        source["id"] = pair["source"]
        pair |= {"relation": "superset", "basis": "co-listed"}
        planted = next(one for one in garden.planted if one.shown == (pair["source"],))
        planted.shown = (source["title"],)
    framework = records["frameworks"][0]
    framework["items"] += [one | {"kind": "clause"} for one in garden.targets.pop("requirements")]
    framework["items"][1]["parent"] = framework["items"][0]["id"]
    framework["items"][0]["parent"] = None
    # Both name a framework; what is looked up there must be in it.
    own = next(one for one in garden.planted if one.path == ("standard",))
    own.shown = (f'href="/frameworks/{STANDARD}/"',)
    records["organisation"][0]["standard"] = STANDARD
    for folder, several in garden.targets.items():
        least = minimal(kinds()[folder])
        records[folder] += [least | one for one in several]
    for folder, several in records.items():
        content = several[0] if kinds()[folder].is_singleton else several
        (data / f"{folder}.json").write_text(json.dumps(content), encoding="utf-8")
    (data / "settings.yaml").write_text("as_of: 2026-11-23\n", encoding="utf-8")
    return garden, Manual.load(data)


def minimal(kind: type[Entity]) -> dict[str, Any]:
    """Return what a record of a kind must have, with values that name nothing."""
    bare, made = Garden(), {}
    for name, info in kind.model_fields.items():
        if info.is_required() and name not in ("id", "title"):
            made[name] = bare.value(info.annotation, info.metadata, kind.folder, (name,))
    return made


@lru_cache(maxsize=1)
def press_of(manual: Manual) -> PageRenderer:
    return PageRenderer(manual)


def page_of(manual: Manual, record: Entity) -> str:
    return unescape(press_of(manual).record(record, None, None).html)


def reason(path: Way) -> str:
    """Return why no page shows a field, if none need."""
    dotted = ".".join(path)
    return next(
        (why for end, why in NOT_SHOWN.items() if dotted == end or dotted.endswith(f".{end}")), ""
    )


def records_of(manual: Manual) -> dict[str, Entity]:
    """Return the record of each kind in which every field is filled."""
    ids = {name: f"{name}-record" for name in kinds()} | {"frameworks": STANDARD}
    return {one.folder: one for one in manual.entities if one.id == ids[one.folder]}


def test_what_is_written_in_a_field_is_shown_on_the_page_of_its_record(garden):
    plants, manual = garden
    records = records_of(manual)
    pages = {name: page_of(manual, one) for name, one in records.items()}
    # A pair is shown on the pages of its two requirements.
    pages["crosswalks"] += "".join(
        page_of(manual, manual[pair.from_]) + page_of(manual, manual[pair.to])
        for pair in records["crosswalks"].pairs
    )
    assert not manual.findings, [*map(str, manual.findings)]
    assert not missing(plants, pages)
    assert {*records, "requirements"} == {*kinds()}
    assert len(plants.planted) > 500


def test_so_it_is_by_the_template_for_kinds_without_one(garden):
    plants, manual = garden
    records = {name: one for name, one in records_of(manual).items() if name != "crosswalks"}
    pages = {
        name: unescape(
            press_of(manual).render(
                "record.html", record=one, before=None, after=None, register=("/", "All")
            )
        )
        for name, one in records.items()
    }
    assert not missing(plants, pages)


def missing(plants: Garden, pages: dict[str, str]) -> list[str]:
    """Return what was planted and is on no page, though it should be."""
    return [
        f"{one.folder}: {'.'.join(one.path)}: {one.shown}"
        for one in plants.planted
        if one.folder in pages
        and not reason(one.path)
        and not any(shown in pages[one.folder] for shown in one.shown)
    ]


def test_another_choice_makes_another_page(garden):
    """Words that a field can be, truths and scores: each makes a page that no other makes."""
    plants, manual = garden
    records = records_of(manual)
    fields = [one for one in plants.choices if not reason(one[1])]
    alike = []
    for folder, path in fields:
        texts = []
        for value in values_of(type(records[folder]), path):
            record = with_value(records[folder], path, value)
            texts.append(page_of(manual, record))
        if len({*texts}) < len(texts):
            alike.append(f"{folder}: {'.'.join(path)}")
    assert not alike
    assert len(fields) >= 49


def values_of(kind: type[Part], path: Way) -> tuple[Any, ...]:
    """Return the values of a field that has few of them."""
    info = next(one for name, one in kind.model_fields.items() if (one.alias or name) == path[0])
    annotation = info.annotation
    while len(path) > 1 and not (isinstance(annotation, type) and issubclass(annotation, Part)):
        annotation = get_args(annotation)[0]
    if len(path) > 1:
        return values_of(annotation, path[1:])
    if get_origin(annotation) is not Literal and get_args(annotation):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Annotated or annotation is int:
        return (1, 2, 3, 4, 5)
    return get_args(annotation) or (True, False)


def with_value(part: Any, path: Way, value: Any) -> Any:
    """Return a record with another value in a field; in a list, in its first part."""
    name = next(
        name for name, one in type(part).model_fields.items() if (one.alias or name) == path[0]
    )
    if len(path) > 1:
        inner = getattr(part, name)
        if isinstance(inner, tuple):
            value = (with_value(inner[0], path[1:], value), *inner[1:])
        else:
            value = with_value(inner, path[1:], value)
    return part.model_copy(update={name: value})


def test_the_page_of_a_requirement_shows_what_its_framework_and_the_pairs_say(garden):
    _, manual = garden
    crosswalk = records_of(manual)["crosswalks"]
    framework = records_of(manual)["frameworks"]
    group = manual[f"{STANDARD}:{framework.items[0].id}"]
    article = manual[f"{STANDARD}:{framework.items[1].id}"]
    for one in (group, article):
        page = page_of(manual, one)
        assert f"{framework.prefix} {one.id}" in page
        assert one.title in page
        assert f"{one.kind.capitalize()} of {framework.title}" in page
    relation = page_of(manual, manual[crosswalk.pairs[0].from_])
    assert "superset" in relation
    assert "co listed" in relation


def test_each_template_makes_a_page_or_a_part_of_one(tmp_path, monkeypatch):
    loaded = set()
    get_source = FileSystemLoader.get_source

    def noted(loader, environment, name):
        loaded.add(name)
        return get_source(loader, environment, name)

    monkeypatch.setattr(FileSystemLoader, "get_source", noted)
    settings = "as_of: 2026-11-23\naudience: auditor\n"
    manual = Manual.load(Filling().files(tmp_path / "data", settings))
    for output in outputs.pages(manual):
        if output.page:
            assert output.page.html
    assert not {file.name for file in TEMPLATES.iterdir()} - loaded


def test_each_kind_has_a_template_name_of_its_own():
    names = [names for kind in kinds().values() for names in template_names(kind, ".html")]
    assert len(names) == len({*names})
    assert template_names(kinds()["stages"], ".html") == ("stage.html", "life-cycle-stage.html")
    assert template_names(kinds()["ai-systems"], ".html") == ("ai-system.html",)


def test_the_page_of_a_stage_shows_its_systems_activities_and_policies(garden):
    _, manual = garden
    stage = manual[records_of(manual)["ai-systems"].stage]
    assert 'href="/ai-systems/ai-systems-record/"' in section(page_of(manual, stage), "systems")
    for folder, id in (("activities", "matrix"), ("policies", "policies")):
        stage = manual[records_of(manual)[folder].stages[0]]
        assert f'href="/{folder}/{folder}-record/"' in section(page_of(manual, stage), id)


def section(page: str, id: str) -> str:
    return page[page.index(f'id="{id}"') :].partition("</section>")[0]
