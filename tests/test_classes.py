"""Names that Python, templates, scripts and styles share: declared once, and found in the site."""

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from macros import tables
from macros.model import Entity, kinds
from macros.model._letters import SCHEMES, Colour
from macros.pages._classes import BY_SCRIPT, CLASSES, HOOKS, SECTIONS
from macros.pages._renderer import TEMPLATES
from macros.pdf.selection import EXCLUSIONS
from macros.pictures import in_light

ROOT = Path(__file__).parents[1]
STYLES = sorted((ROOT / "docs/assets").glob("*.css"))
SCRIPTS = sorted((ROOT / "docs/assets").glob("*.js"))
PYTHON = sorted((ROOT / "macros").rglob("*.py"))
SOURCES = sorted([*TEMPLATES.glob("*.html"), *(ROOT / "overrides").rglob("*.html")])
NAME = re.compile(r"(?<![\w-])(?:aims|is)-[a-z][\w-]*")
NO_CLASS = {"aims-colours", "aims-handout", "aims-manual"}
"""A storage key, a page of print.css, and the name of the program."""
NO_SITE = {"aims-center", "aims-edit", "aims-editions", "aims-right", "aims-tiles"}
"""Classes of written tables, a site with `repo_url`, published editions, and for auditors."""
# A fixed part of an id, such as `changes-roles`, comes before what the data says.
FIXED = {"changes-", "impact-", "matrix-", "news-", "input-", "held-", "justification", "bodies"}


def letters() -> set[str]:
    """Return the classes of the letters in the legends of all matrices, and of their colours."""
    legends = [getattr(module, "LEGEND", ()) for module in tables.known().values()]
    found = {letter for legend in legends for letter, _ in legend} | {"B", *get_args(Colour)}
    found |= {item.letter for scheme in SCHEMES.values() for item in scheme}
    return {f"aims-{letter.lower()}" for letter in found}


DECLARED = {*CLASSES, *letters(), *in_light()}


@cache
def site_names(site: Path) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the classes, the hooks and the ids of all pages of a site."""
    found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    patterns = [r'\sclass="([^"]*)"', r'\sdata-aims="([^"]*)"', r'\sid="([^"]*)"']
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for names, pattern in zip(found, patterns, strict=True):
            names |= {name for value in set(re.findall(pattern, text)) for name in value.split()}
    return frozenset(found[0]), frozenset(found[1]), frozenset(found[2])


def strings(path: Path) -> Iterator[str]:
    """Yield the strings in a module, without docstrings."""
    before = tokenize.INDENT
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.STRING and before not in (tokenize.INDENT, tokenize.NEWLINE):
            yield token.string
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.type


def test_each_declared_class_is_in_the_built_site(built_site):
    found, _, _ = site_names(built_site)
    assert not {*CLASSES} - found - BY_SCRIPT - NO_SITE


def test_no_class_in_the_built_site_is_undeclared(built_site):
    found, _, _ = site_names(built_site)
    assert not {name for name in found if NAME.fullmatch(name)} - DECLARED


def test_each_declared_hook_is_in_the_built_site_and_no_other_one(built_site):
    _, found, _ = site_names(built_site)
    assert not found - {*HOOKS}
    assert {*HOOKS} - found <= {"editions", "reading-time"}  # The build fills the last one in.


def test_each_declared_section_is_in_the_built_site(built_site):
    _, _, found = site_names(built_site)
    # Findings for auditors and what checks find are not in the edition for staff.
    assert not {*SECTIONS} - found - {"auditor"}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_use_declared_classes(path):
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"\.((?:aims|is)-[a-z][\w-]*)", text))
    assert not used - DECLARED


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_use_declared_names(path):
    text = path.read_text(encoding="utf-8")
    assert not set(NAME.findall(text)) - DECLARED - NO_CLASS
    hooks = re.findall(r'data-aims="([a-z-]+)"|part\(\w+, "([a-z-]+)"|\bpart\("([a-z-]+)"', text)
    assert not {name for names in hooks for name in names if name} - {*HOOKS}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_templates_use_declared_names(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not set(NAME.findall(text)) - DECLARED
    assert not set(re.findall(r'data-aims="([a-z-]+)"', text)) - {*HOOKS}
    if path.parent == TEMPLATES:
        ids = re.findall(r'(?:section|words)\("([a-z-]+)"|<h[23] id="([a-z-]+)', text)
        used = {name for pair in ids for name in pair if name}
        assert not used - {*SECTIONS} - FIXED


@pytest.mark.parametrize("folder", ["pages", "tables", "pictures", "site", "pdf"])
def test_modules_use_declared_classes(folder):
    modules = [path for path in PYTHON if path.is_relative_to(ROOT / "macros" / folder)]
    used: dict[str, str] = {}
    for path in modules:
        for text in strings(path):
            # A custom property begins with `--`, a name that is completed ends with `-`.
            used |= dict.fromkeys(NAME.findall(text), path.name)
    known = DECLARED | NO_CLASS | {"aims-fill"}  # The beginning of the classes that fill.
    assert not {n: p for n, p in used.items() if n not in known and not n.endswith("-")}


def test_notes_for_auditors_and_the_pdf_name_declared_sections():
    named = {id for kind in (Entity, *kinds().values()) for id in kind.section_clauses}
    named |= {section for exclusion in EXCLUSIONS for section in exclusion.sections}
    assert not named - {*SECTIONS}
