"""The reference, generated from the code: kinds, settings, macros, templates, checks, tables."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from .. import checks, exports, tables
from ..loading.settings import Settings
from ..loading.synonyms import Synonym
from ..manual import Manual
from ..model import Entity, Part, kinds
from ..model._letters import RACI, SCHEMES, Letter
from ..plugins import public_functions
from ..tables._table import ProseCell, Table, register
from . import _macros, _reference_templates
from ._field_types import describe_type, parts_of, spell_out
from ._reference_fields import (
    HOME,
    arguments,
    code,
    derived_fields,
    field_table,
    minimal_example,
    reference_link,
    summary,
    with_article,
)
from ._renderer import Page, PageRenderer

_SEARCH_WEIGHT = 0.6
"""Readers of the manual seldom look for its reference."""


@dataclass(frozen=True)
class Section:
    """A section of a reference page, with its table."""

    id: str
    title: str
    lead: str
    """An introduction, in Markdown."""
    table: Table


def pages(renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages of the reference."""
    topics = _topics(renderer.manual)
    rows = [
        (reference_link(f"{HOME}{topic}/", title), ProseCell(_LEADS[topic]))
        for topic, title, _ in topics
    ]
    contents = Section("", "", "", register("Reference", "Topic", ["Content"], rows))
    # A page in `docs/` with this address takes precedence.
    yield Page(HOME, "Reference", partial(_topic, renderer, "Reference", "", lambda: [contents]))
    for topic, title, sections in topics:
        html = partial(_topic, renderer, title, _LEADS[topic], sections)
        yield Page(f"{HOME}{topic}/", title, html, search_weight=_SEARCH_WEIGHT)
    for folder, kind in kinds().items():
        title = kind.name[:1].upper() + kind.name[1:]
        html = partial(_kind, renderer, kind)
        yield Page(
            f"{HOME}kinds/{folder}/",
            title,
            html,
            register=f"{HOME}kinds/",
            search_weight=_SEARCH_WEIGHT,
        )


def _topic(
    renderer: PageRenderer, title: str, lead: str, sections: Callable[[], list[Section]]
) -> str:
    return renderer.render("reference.html", title=title, lead=lead, sections=sections())


def _kind(renderer: PageRenderer, kind: type[Entity]) -> str:
    context = {
        "lead": (inspect.getdoc(kind) or ""),
        "where": _location(kind),
        "shortest": minimal_example(kind),
    }
    sections = list(_kind_sections(kind))
    return renderer.render("reference-kind.html", kind=kind, sections=sections, **context)


def _topics(manual: Manual) -> list[tuple[str, str, Callable[[], list[Section]]]]:
    """Return (address, title, function that returns the sections) of each topic."""
    return [
        ("kinds", "Kinds of record", lambda: [Section("", "", "", _kinds(manual))]),
        ("settings", "Settings", lambda: list(_settings_sections())),
        (
            "synonyms",
            "Synonyms",
            lambda: [Section("", "", "", field_table(Synonym, "Fields of a synonym"))],
        ),
        ("macros", "Macros", lambda: [Section("", "", "", macro_table())]),
        (
            "templates",
            "Templates",
            lambda: list(_templates()),
        ),
        ("checks", "Checks", lambda: list(_checks())),
        ("tables", "Tables", lambda: [Section("", "", "", _tables())]),
        ("exports", "Exports", lambda: [Section("", "", "", _exports(manual))]),
    ]


_LEADS = {
    "kinds": "The kinds of record in the manual. Each kind has a folder or file in the data, a "
    "register, and a page for each record.",
    "settings": "The settings in `settings.yaml`, in the folder of the data. All are optional.",
    "synonyms": "The words that people type in search for something else: a list in "
    "`synonyms.yaml`, in the folder of the data. The file is optional.",
    "macros": "The functions that a page in `docs/` can call, in double braces.",
    "templates": "A template in `overrides/pages/` replaces ours of the same name, such as "
    "`role.html`. These are the names that it can use. The comment at the top of each of our "
    "templates lists the further names of that page, such as `record`.",
    "checks": "The rules that every manual must meet. Use the name of a rule in the settings to "
    "change its severity or to switch it off.",
    "tables": 'The registers and matrices. A page shows one with `{{ table("...") }}`. The build '
    "also exports it as a CSV file.",
    "exports": "The files for download.",
}


def _kinds(manual: Manual) -> Table:
    rows = [
        (
            reference_link(f"{HOME}kinds/{folder}/", kind.name[:1].upper() + kind.name[1:]),
            ProseCell((inspect.getdoc(kind) or "").split("\n")[0]),
            ProseCell(_location(kind)),
            len(kind.model_fields),
            len(manual.all(kind)),
        )
        for folder, kind in kinds().items()
    ]
    columns = ["Description", "Stored in", "Fields", "Records"]
    return register("Kinds of record", "Kind", columns, rows)


def _kind_sections(kind: type[Entity]) -> Iterator[Section]:
    yield Section("fields", "Fields", "", field_table(kind, f"Fields of {with_article(kind.name)}"))
    for part in parts_of(kind):
        lead = f"{(inspect.getdoc(part) or '')} Used in {_uses(kind, part)}."
        title = spell_out(part)
        table = field_table(part, f"Fields of {with_article(title)}")
        yield Section(title.replace(" ", "-"), title[:1].upper() + title[1:], lead, table)
    if (derived := derived_fields(kind)).rows:
        yield Section("worked-out", "Calculated values", "", derived)


def _settings_sections() -> Iterator[Section]:
    yield Section("", "", "", _settings())
    table = field_table(Letter, "Fields of a letter")
    lead = "A letter in your own list of `responsibility_letters`. Write the highest letter first."
    yield Section("letter", "Letter", lead, table)
    rows = [
        (code(name), "; ".join(f"{item.letter}: {item.meaning}, {item.wanted}" for item in letters))
        for name, letters in SCHEMES.items()
    ]
    lead = "Write the name in place of a list: `responsibility_letters: RASCI`."
    table = register("Ready-made letters", "Name", ["Letters"], rows)
    yield Section("ready-made-letters", "Ready-made letters", lead, table)


def _settings() -> Table:
    rows = [
        (
            code(name),
            ProseCell(field.description or ""),
            ProseCell(describe_type(field)),
            _default(field.get_default(call_default_factory=True)),
        )
        for name, field in Settings.model_fields.items()
    ]
    columns = ["Description", "Allowed values", "Default"]
    return register("Settings", "Setting", columns, rows)


def macro_table() -> Table:
    """Return the macros, with an example of each."""
    rows = []
    for name, function in public_functions(_macros).items():
        sentence, _, example = (inspect.getdoc(function) or "").split("\n")[0].partition(": `{{")
        call = f"{{{{{example.rstrip('.`')}" if example else f"{{{{ {name}() }}}}"
        rows.append(
            (
                code(name),
                ProseCell(summary(sentence)),
                ProseCell(f"`{call}`"),
                arguments(function),
            )
        )
    return register("Macros", "Macro", ["Returns", "Example", "Arguments"], rows)


def _templates() -> Iterator[Section]:
    for section in _reference_templates.tables():
        yield Section(*section)


def _checks() -> Iterator[Section]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, module in checks.rules().items():
        row = (code(name), ProseCell(checks.describe(name)), str(module.SEVERITY))
        found.setdefault(str(module.CATEGORY), []).append(row)
    for category, rows in found.items():
        title = category[:1].upper() + category[1:]
        table = register(f"Checks: {category}", "Rule", ["Description", "Severity"], rows)
        yield Section(category.replace(" ", "-"), title, "", table)


def _tables() -> Table:
    rows = [
        (code(name), ProseCell(inspect.getdoc(module.table) or ""), _csv(name))
        for name, module in tables.known().items()
    ]
    return register("Tables", "Name", ["Description", "CSV file"], rows)


def _csv(name: str) -> Markup:
    file = f"{name.replace('_', '-')}.csv"
    return reference_link(f"/{exports.FOLDER}/{file}", file)


def _exports(manual: Manual) -> Table:
    made = exports.by_export(manual)
    rows = [
        (
            code(name),
            ProseCell(inspect.getdoc(module.export) or ""),
            _first_files(sorted(made.get(name, ()))),
        )
        for name, module in exports.known().items()
    ]
    return register("Exports", "Name", ["Description", "Files"], rows)


def _first_files(files: list[str], most: int = 5) -> tuple[Any, ...]:
    shown = [reference_link(f"/{exports.FOLDER}/{file}", file) for file in files[:most]]
    more = len(files) - most
    return (*shown, f"and {more} more") if more > 0 else tuple(shown)


def _uses(kind: type[Entity], part: type[Part]) -> str:
    """Return the fields that contain a group of fields."""
    owners = [kind, *parts_of(kind)]
    names = [
        field.alias or name
        for owner in owners
        for name, field in owner.model_fields.items()
        if part.__name__ in str(field.annotation) and part is not owner
    ]
    return " and ".join(f"`{name}`" for name in names)


def _location(kind: type[Entity]) -> str:
    if kind.nested_in:
        return f"`{kind.nested_in}/`, in the file of the {kinds()[kind.nested_in].name}"
    if kind.is_singleton:
        return f"`{kind.folder}.yaml`"
    return f"`{kind.folder}.yaml` or `{kind.folder}/`"


def _default(value: Any) -> str:
    if value == RACI.letters:
        return RACI.name
    if value in (None, (), {}, ""):
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
