"""Every kind says what it is, every field what it holds, and addresses never change."""

import inspect
import re
from typing import get_args

import pytest
from pydantic import BaseModel

import macros.model
from macros.model import Entity, Part, kinds, slug
from macros.model.organisation import Organisation
from macros.model.requirement import Requirement
from macros.model.role import Role
from macros.plugins import public_modules
from tests.cases import for_each


def parts() -> list[type[Part]]:
    """Return every kind and every group of fields inside one."""
    found: list[type[Part]] = []
    waiting: list[type[Part]] = list(kinds().values())
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.append(part)
            for field in part.model_fields.values():
                waiting += inside(field.annotation)
    return sorted(found, key=lambda part: part.__qualname__)


def inside(annotation: object) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for arg in get_args(annotation) for found in inside(arg)]


NAMED = for_each("kind", kinds().values(), lambda kind: kind.folder)
FIELDS = [(part, name) for part in parts() for name in part.model_fields]


def test_every_module_has_its_kind():
    modules = {module.__name__ for module in public_modules(macros.model)}
    assert {kind.__module__ for kind in kinds().values()} == modules
    assert list(kinds()) == sorted(kinds())


@NAMED
def test_a_kind_says_what_it_is(kind):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.folder)
    assert kind.name
    assert kind.plural
    sentence = inspect.cleandoc(kind.__doc__).split("\n")[0]
    assert sentence.endswith(".")
    assert kind.__doc__ != kind.__mro__[1].__doc__


@NAMED
def test_what_a_register_lists_exists(kind):
    for name in kind.register_columns:
        assert name in kind.model_fields or isinstance(getattr(kind, name, None), property), name


@NAMED
def test_what_is_written_in_another_kind_names_it(kind):
    assert not kind.nested_in or kind.nested_in in kinds()


@for_each("part", parts(), lambda part: part.__qualname__)
def test_a_part_is_frozen_and_has_a_sentence(part):
    assert part.model_config["frozen"]
    assert part.model_config["extra"] == "forbid"
    assert inspect.cleandoc(part.__doc__).endswith(".")


@for_each(("part", "name"), FIELDS, lambda case: f"{case[0].__qualname__}.{case[1]}")
def test_a_field_has_a_sentence(part, name):
    sentence = part.model_fields[name].description or ""
    assert sentence.endswith((".", "..."))
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("id", "wanted"),
    [
        ("POL-01", "POL-01"),
        ("A.6.2.4", "A.6.2.4"),
        ("4.4", "4.4"),
        ("Art. 9", "Art-9"),
        ("Art. 6(1)", "Art-6-1"),
        ("GOVERN 1.1", "GOVERN-1.1"),
        ("data-steward", "data-steward"),
        ("Prüfung", "Prüfung"),
        ("試験", "試験"),
        ("a/b", "a-b"),
        ("../a", "a"),
        ("a  b", "a-b"),
        ("a_b", "a_b"),
        ("1.10", "1.10"),
        ("12:30", "12-30"),
    ],
)
def test_slugs_never_change(id, wanted):
    assert slug(id) == wanted


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (Role(id="CISO", title="x"), "/roles/ciso/"),
        (Role(id="data steward", title="x"), "/roles/data-steward/"),
        (
            Organisation(id="x", title="x", document_id="x", edition="1", issued="2026-01-01"),
            "/organisation/",
        ),
        (
            Requirement(id="A.6.2.4", title="x", framework="iso-42001", kind="control"),
            "/frameworks/iso-42001/A.6.2.4/",
        ),
        (
            Requirement(id="Art. 9", title="x", framework="EU AI Act", kind="article"),
            "/frameworks/eu-ai-act/Art-9/",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else one.id,
)
def test_addresses_never_change(record, wanted):
    assert record.address == wanted


def test_an_entity_without_a_folder_is_no_kind():
    assert Entity not in kinds().values()
    assert all("folder" in vars(kind) for kind in kinds().values())
