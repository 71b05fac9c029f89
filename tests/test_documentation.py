"""What there is, is documented: it has its sentence, and stands in the generated reference."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from markupsafe import escape

from macros import checks, exports, tables
from macros.diagnostics import Category, Severity
from macros.loading.settings import Settings
from macros.manual import Manual
from macros.model import Part, kinds
from macros.pages import _macros, reference
from macros.pages._field_types import describe_type, parts_of
from macros.pages._markup import markdown_line
from macros.pages._renderer import PageRenderer
from macros.plugins import public_functions
from macros.program import VERSION
from tests.cases import for_each

ROOT = Path(__file__).parents[1]
KINDS = list(kinds().values())
PARTS = [*dict.fromkeys([*KINDS, *(part for kind in KINDS for part in parts_of(kind)), Settings])]
MODULES = [
    *((module, "check") for module in checks.rules().values()),
    *((module, "table") for module in tables.known().values()),
    *((module, "export") for module in exports.known().values()),
]
MACROS = public_functions(_macros)


def sentence(words: str | None) -> bool:
    """Return whether words are a sentence in one line."""
    return bool(words) and "\n" not in words and words[0].isupper() and words.endswith((".", "!"))


@pytest.fixture
def pages(sound) -> dict[str, str]:
    return {page.address: page.html for page in reference.pages(PageRenderer(sound()))}


@for_each("part", PARTS, lambda part: part.__name__)
def test_every_kind_and_field_has_its_sentence(part: type[Part]):
    assert sentence((inspect.getdoc(part) or "").split("\n")[0])
    for name, field in part.model_fields.items():
        assert field.description, name
        assert re.match(r"[A-Z0-9`]", field.description), f"{part.__name__}.{name}"
        assert field.description.rstrip().endswith((".", "...")), f"{part.__name__}.{name}"


@for_each(("module", "name"), MODULES, lambda case: case[0].__name__)
def test_every_module_has_the_function_its_folder_asks_for(module: ModuleType, name: str):
    function = getattr(module, name, None)
    assert isinstance(function, FunctionType), f"{module.__name__} has no function {name}"
    assert list(inspect.signature(function).parameters) == ["manual"]
    assert inspect.signature(function).parameters["manual"].annotation is Manual
    summary, _, rest = (inspect.getdoc(function) or "").partition("\n\n")
    assert sentence(summary), f"{module.__name__}.{name}"
    assert not rest or name == "check", "only the reference of rules shows more than the summary"


@for_each("name", sorted(checks.rules()))
def test_every_check_says_its_level_and_challenge(name):
    module = checks.rules()[name]
    assert isinstance(module.SEVERITY, Severity)
    assert isinstance(module.CATEGORY, Category)


@for_each("name", sorted(MACROS))
def test_every_macro_has_a_sentence_and_an_example(name):
    doc = (inspect.getdoc(MACROS[name]) or "").split("\n")[0]
    assert sentence(doc) and doc.startswith("Return ")
    assert re.search(rf"`{{{{ {name}\(.*\) }}}}`", doc), "show how it is called"
    assert next(iter(inspect.signature(MACROS[name]).parameters)) == "manual"


@for_each("part", PARTS, lambda part: part.__name__)
def test_what_a_field_takes_is_said_in_plain_words(part):
    for name, field in part.model_fields.items():
        words = describe_type(field)
        assert words and not re.search(r"class|typing|Annotated|NoneType|Literal", words), name


def expected(manual: Manual) -> Iterator[tuple[str, str]]:
    """Yield (address, words) of all that the reference must say."""
    for folder, kind in kinds().items():
        address = f"/reference/kinds/{folder}/"
        yield "/reference/kinds/", f'href="{address}"'
        for part in (kind, *parts_of(kind)):
            for name, field in part.model_fields.items():
                yield address, f"<code>{field.alias or name}</code>"
                yield address, str(markdown_line(field.description or "", manual))
    for name, field in Settings.model_fields.items():
        yield "/reference/settings/", f"<code>{name}</code>"
        yield "/reference/settings/", str(markdown_line(field.description or "", manual))
    for name in MACROS:
        yield "/reference/macros/", f"<code>{name}</code>"
    for topic, known, function in (
        ("checks", checks.rules(), "check"),
        ("tables", tables.known(), "table"),
        ("exports", exports.known(), "export"),
    ):
        for name, module in known.items():
            said = inspect.getdoc(getattr(module, function)) or ""
            said = checks.describe(name) if function == "check" else said
            yield f"/reference/{topic}/", f"<code>{escape(name)}</code>"
            yield f"/reference/{topic}/", str(markdown_line(said, manual))


def test_everything_stands_in_the_generated_reference(pages, sound):
    missing = [(where, words) for where, words in expected(sound()) if words not in pages[where]]
    assert not missing


def test_a_reference_names_the_kinds_that_a_field_may_name(pages):
    html = pages["/reference/kinds/activities/"]
    assert 'href="/reference/kinds/processes/"' in html
    assert "ids of life-cycle stages" in html


def test_the_shortest_record_of_a_kind_has_what_is_required():
    assert reference.minimal_example(kinds()["roles"]) == "id: ...\ntitle: ...\n"
    assert reference.minimal_example(kinds()["applicability"]).startswith(
        "control: <id of a requirement>"
    )


def test_the_changelog_has_a_section_for_the_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert releases[0] == VERSION


def test_the_files_that_a_complete_addition_needs_exist():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:macros|tests|docs)/[\w/.-]+\.(?:py|yaml|css|md))`", guide))
    # Examples of files to write.
    named -= set(re.findall(r"^\| [^|]+ \| `([^`]+)`", guide, re.MULTILINE)) | {
        "docs/incidents/index.md",
        "tests/mistakes/untested_plan.yaml",
    }
    assert not {path for path in named if not (ROOT / path).is_file()}
