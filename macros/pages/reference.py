"""The reference, drawn from the code: kinds, fields, macros, checks, tables, exports, settings."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from .. import checks, exports, tables
from ..loading.settings import Settings
from ..manual import Manual
from ..model import Entity, Part, kinds
from ..plugins import public_functions
from ..tables._table import ProseCell, Table, register
from . import _macros
from ._field_types import describe_type, parts_of, spell_out
from ._reference_fields import (
    HOME,
    code,
    derived_fields,
    field_table,
    minimal_example,
    reference_link,
    with_article,
)
from ._renderer import Page, PageRenderer


@dataclass(frozen=True)
class Section:
    """A part of a reference page: what it is about, and its table."""

    id: str
    title: str
    lead: str
    """A sentence or two, in Markdown."""
    table: Table


def pages(renderer: PageRenderer) -> Iterator[Page]:
    """Yield the pages of the reference, each as the code is now."""
    topics = _topics(renderer.manual)
    rows = [
        (reference_link(f"{HOME}{topic}/", title), ProseCell(_LEADS[topic]))
        for topic, title, _ in topics
    ]
    contents = Section("", "", "", register("Reference", "Topic", ["What it says"], rows))
    # Where somebody wrote a page of this address, that one is taken.
    yield Page(HOME, "Reference", partial(_topic, renderer, "Reference", "", lambda: [contents]))
    for topic, title, sections in topics:
        html = partial(_topic, renderer, title, _LEADS[topic], sections)
        yield Page(f"{HOME}{topic}/", title, html)
    for folder, kind in kinds().items():
        title = kind.name[:1].upper() + kind.name[1:]
        html = partial(_kind, renderer, kind)
        yield Page(f"{HOME}kinds/{folder}/", title, html, register=f"{HOME}kinds/")


def _topic(
    renderer: PageRenderer, title: str, lead: str, sections: Callable[[], list[Section]]
) -> str:
    return renderer.render("reference.html", title=title, lead=lead, sections=sections())


def _kind(renderer: PageRenderer, kind: type[Entity]) -> str:
    said = {
        "lead": (inspect.getdoc(kind) or ""),
        "where": _where(kind),
        "shortest": minimal_example(kind),
    }
    sections = list(_kind_sections(kind))
    return renderer.render("reference-kind.html", kind=kind, sections=sections, **said)


def _topics(manual: Manual) -> list[tuple[str, str, Callable[[], list[Section]]]]:
    """Return (address, title, what gives the sections) of each topic."""
    return [
        ("kinds", "Kinds of record", lambda: [Section("", "", "", _kinds(manual))]),
        ("settings", "Settings", lambda: [Section("", "", "", _settings())]),
        ("macros", "Macros", lambda: [Section("", "", "", macro_table())]),
        ("checks", "Checks", lambda: list(_checks())),
        ("tables", "Tables", lambda: [Section("", "", "", _tables())]),
        ("exports", "Exports", lambda: [Section("", "", "", _exports(manual))]),
    ]


_LEADS = {
    "kinds": "All that the manual can know. Each kind has a folder or a file of its own in the "
    "data, a register and a page for each record.",
    "settings": "What may stand in `settings.yaml`, beside the data. Each setting may be left out.",
    "macros": "What a page in `docs/` can call, in double braces.",
    "checks": "The rules that every manual is held to. A level is changed, and a rule switched off,"
    " by its name in the settings.",
    "tables": 'The registers and matrices. A page shows one by `{{ table("...") }}`; each is a CSV '
    "file too.",
    "exports": "The files that are made for download.",
}


def _kinds(manual: Manual) -> Table:
    rows = [
        (
            reference_link(f"{HOME}kinds/{folder}/", kind.name[:1].upper() + kind.name[1:]),
            ProseCell((inspect.getdoc(kind) or "").split("\n")[0]),
            ProseCell(_where(kind)),
            len(kind.model_fields),
            len(manual.all(kind)),
        )
        for folder, kind in kinds().items()
    ]
    columns = ["What it says", "Written in", "Fields", "Records here"]
    return register("Kinds of record", "Kind", columns, rows)


def _kind_sections(kind: type[Entity]) -> Iterator[Section]:
    yield Section("fields", "Fields", "", field_table(kind, f"Fields of {with_article(kind.name)}"))
    for part in parts_of(kind):
        lead = f"{(inspect.getdoc(part) or '')} Used in {_uses(kind, part)}."
        title = spell_out(part)
        table = field_table(part, f"Fields of {with_article(title)}")
        yield Section(title.replace(" ", "-"), title[:1].upper() + title[1:], lead, table)
    if (derived := derived_fields(kind)).rows:
        yield Section("worked-out", "Worked out from these", "", derived)


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
    columns = ["What it says", "What may be written", "Otherwise"]
    return register("Settings", "Setting", columns, rows)


def macro_table() -> Table:
    """Return what a page can call, with an example of each."""
    rows = []
    for name, function in public_functions(_macros).items():
        sentence, _, example = (inspect.getdoc(function) or "").partition(": `{{")
        call = f"{{{{{example.rstrip('.`')}" if example else f"{{{{ {name}() }}}}"
        rows.append(
            (code(name), ProseCell(_given(sentence)), ProseCell(f"`{call}`"), _arguments(function))
        )
    return register("Macros", "Macro", ["What you get", "For instance", "Takes"], rows)


def _arguments(function: Any) -> tuple[str, ...]:
    """Return the arguments of a macro, the manual left out."""
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    return tuple(
        f"{stars.get(one.kind.name, '')}{one.name}"
        + ("" if one.default is inspect.Parameter.empty else " (optional)")
        for one in list(inspect.signature(function).parameters.values())[1:]
    )


def _checks() -> Iterator[Section]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, module in checks.rules().items():
        row = (code(name), ProseCell(checks.describe(name)), str(module.SEVERITY))
        found.setdefault(str(module.CATEGORY), []).append(row)
    for challenge, rows in found.items():
        title = challenge[:1].upper() + challenge[1:]
        table = register(f"Checks: {challenge}", "Rule", ["What it asks", "Level"], rows)
        yield Section(challenge.replace(" ", "-"), title, "", table)


def _tables() -> Table:
    rows = [
        (code(name), ProseCell(inspect.getdoc(module.table) or ""), _csv(name))
        for name, module in tables.known().items()
    ]
    return register("Tables", "Name", ["What it shows", "As CSV"], rows)


def _csv(name: str) -> Markup:
    file = f"{name.replace('_', '-')}.csv"
    return reference_link(f"/{exports.FOLDER}/{file}", file)


def _exports(manual: Manual) -> Table:
    made = exports.by_export(manual)
    rows = [
        (
            code(name),
            ProseCell(inspect.getdoc(module.export) or ""),
            _some(sorted(made.get(name, ()))),
        )
        for name, module in exports.known().items()
    ]
    return register("Exports", "Name", ["What it is", "Files"], rows)


def _some(files: list[str], most: int = 5) -> tuple[Any, ...]:
    shown = [reference_link(f"/{exports.FOLDER}/{file}", file) for file in files[:most]]
    more = len(files) - most
    return (*shown, f"and {more} more") if more > 0 else tuple(shown)


def _uses(kind: type[Entity], part: type[Part]) -> str:
    """Return the fields in which a group of fields stands."""
    owners = [kind, *parts_of(kind)]
    names = [
        field.alias or name
        for owner in owners
        for name, field in owner.model_fields.items()
        if part.__name__ in str(field.annotation) and part is not owner
    ]
    return " and ".join(f"`{name}`" for name in names)


def _where(kind: type[Entity]) -> str:
    if kind.folder == "requirements":
        return f"`{kinds()['frameworks'].folder}/`, in the file of the framework"
    if kind.is_singleton:
        return f"`{kind.folder}.yaml`"
    return f"`{kind.folder}.yaml` or `{kind.folder}/`"


def _default(value: Any) -> str:
    return "nothing" if value in (None, (), {}, "") else str(value)


def _given(sentence: str) -> str:
    """Return what a docstring says that one gets: without `Return` before it."""
    words = sentence.removeprefix("Return ")
    return words[:1].upper() + words[1:].rstrip(".") + "."
