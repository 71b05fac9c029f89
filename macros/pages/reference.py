"""The reference, drawn from the code: kinds, fields, macros, checks, tables, exports, settings."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from pydantic.fields import FieldInfo

from .. import checks, exports, tables
from ..loading.settings import Settings
from ..manual import Manual
from ..model import Entity, Part, kinds
from ..plugins import functions_of
from ..tables._table import Prose, Table, register
from . import _macros
from ._field_types import in_words, named_by, parts_of, spaced
from ._renderer import Page, Press

HOME = "/reference/"


@dataclass(frozen=True)
class Section:
    """A part of a reference page: what it is about, and its table."""

    id: str
    title: str
    lead: str
    """A sentence or two, in Markdown."""
    table: Table


def chapter(press: Press) -> Iterator[Page]:
    """Yield the pages of the reference, each as the code is now."""
    topics = _topics(press.manual)
    rows = [(_link(f"{HOME}{topic}/", title), Prose(_LEADS[topic])) for topic, title, _ in topics]
    contents = Section("", "", "", register("Reference", "Topic", ["What it says"], rows))
    # Where somebody wrote a page of this address, that one is taken.
    yield Page(HOME, "Reference", partial(_topic, press, "Reference", "", lambda: [contents]))
    for topic, title, sections in topics:
        html = partial(_topic, press, title, _LEADS[topic], sections)
        yield Page(f"{HOME}{topic}/", title, html)
    for folder, kind in kinds().items():
        title = kind.name[:1].upper() + kind.name[1:]
        html = partial(_kind, press, kind)
        yield Page(f"{HOME}kinds/{folder}/", title, html, register=f"{HOME}kinds/")


def _topic(press: Press, title: str, lead: str, sections: Callable[[], list[Section]]) -> str:
    return press.render("reference.html", title=title, lead=lead, sections=sections())


def _kind(press: Press, kind: type[Entity]) -> str:
    said = {"lead": _sentences(kind), "where": _where(kind), "shortest": shortest(kind)}
    sections = list(_kind_sections(kind))
    return press.render("reference-kind.html", kind=kind, sections=sections, **said)


def _topics(manual: Manual) -> list[tuple[str, str, Callable[[], list[Section]]]]:
    """Return (address, title, what gives the sections) of each topic."""
    return [
        ("kinds", "Kinds of record", lambda: [Section("", "", "", _kinds(manual))]),
        ("settings", "Settings", lambda: [Section("", "", "", _settings())]),
        ("macros", "Macros", lambda: [Section("", "", "", macros())]),
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
            _link(f"{HOME}kinds/{folder}/", kind.name[:1].upper() + kind.name[1:]),
            Prose(_sentences(kind).split("\n")[0]),
            Prose(_where(kind)),
            len(kind.model_fields),
            len(manual.all(kind)),
        )
        for folder, kind in kinds().items()
    ]
    columns = ["What it says", "Written in", "Fields", "Records here"]
    return register("Kinds of record", "Kind", columns, rows)


def _kind_sections(kind: type[Entity]) -> Iterator[Section]:
    yield Section("fields", "Fields", "", fields(kind, f"Fields of {_a(kind.name)}"))
    for part in parts_of(kind):
        lead = f"{_sentences(part)} Used in {_uses(kind, part)}."
        title = spaced(part)
        table = fields(part, f"Fields of {_a(title)}")
        yield Section(title.replace(" ", "-"), title[:1].upper() + title[1:], lead, table)
    if (derived := worked_out(kind)).rows:
        yield Section("worked-out", "Worked out from these", "", derived)


def fields(kind: type[Part], title: str) -> Table:
    """Return the fields of a kind or a part: what each says, takes, and may name."""
    needed = _needed(kind)
    rows = [
        (
            _code(field.alias or name),
            "yes" if name in needed else "",
            Prose(field.description or ""),
            Prose(in_words(field)),
            _may_name(field),
        )
        for name, field in kind.model_fields.items()
    ]
    columns = ["Required", "What it says", "What may be written", "May name"]
    return register(title, "Field", columns, rows)


def worked_out(kind: type[Entity]) -> Table:
    """Return what is worked out from the fields of a kind, for `field()` and registers."""
    own = [
        (name, member)
        for one in reversed(kind.__mro__)
        if issubclass(one, Entity) and one is not Entity
        for name, member in vars(one).items()
        if isinstance(member, property) and not hasattr(Entity, name)
    ]
    rows = [(_code(name), Prose(inspect.getdoc(member) or "")) for name, member in own]
    return register(f"Worked out for {_a(kind.name)}", "Name", ["What it says"], rows)


def shortest(kind: type[Entity]) -> str:
    """Return the shortest record of a kind, as YAML."""
    return "".join(
        f"{field.alias or name}: {_sample(field)}\n" for name, field in _needed(kind).items()
    )


def _needed(kind: type[Part]) -> dict[str, FieldInfo]:
    """Return the fields that must be written, those left out that the kind itself fills in."""
    fills_in = any(
        validator.info.mode == "before"
        for validator in kind.__pydantic_decorators__.model_validators.values()
    )
    return {
        name: field
        for name, field in kind.model_fields.items()
        if field.is_required() and not (fills_in and name in ("id", "title"))
    }


def _sample(field: FieldInfo) -> str:
    words = in_words(field)
    if found := re.search(r"`([^`]+)`", words):
        return found[1]
    if "number" in words:
        return "1"
    return f"<{words}>" if words.startswith("id") else "..."


def _settings() -> Table:
    rows = [
        (
            _code(name),
            Prose(field.description or ""),
            Prose(in_words(field)),
            _default(field.get_default(call_default_factory=True)),
        )
        for name, field in Settings.model_fields.items()
    ]
    columns = ["What it says", "What may be written", "Otherwise"]
    return register("Settings", "Setting", columns, rows)


def macros() -> Table:
    """Return what a page can call, with an example of each."""
    rows = []
    for name, function in functions_of(_macros).items():
        sentence, _, example = (inspect.getdoc(function) or "").partition(": `{{")
        call = f"{{{{{example.rstrip('.`')}" if example else f"{{{{ {name}() }}}}"
        rows.append(
            (_code(name), Prose(_given(sentence)), Prose(f"`{call}`"), _arguments(function))
        )
    return register("Macros", "Macro", ["What you get", "For instance", "Takes"], rows)


def _arguments(function: Any) -> tuple[str, ...]:
    """Return the arguments of a macro, the manual left out."""
    several = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    return tuple(
        f"{several.get(one.kind.name, '')}{one.name}"
        + ("" if one.default is inspect.Parameter.empty else " (optional)")
        for one in list(inspect.signature(function).parameters.values())[1:]
    )


def _checks() -> Iterator[Section]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, module in checks.rules().items():
        row = (_code(name), Prose(inspect.getdoc(module.check) or ""), str(module.LEVEL))
        found.setdefault(str(module.CHALLENGE), []).append(row)
    for challenge, rows in found.items():
        title = challenge[:1].upper() + challenge[1:]
        table = register(f"Checks: {challenge}", "Rule", ["What it asks", "Level"], rows)
        yield Section(challenge.replace(" ", "-"), title, "", table)


def _tables() -> Table:
    rows = [
        (_code(name), Prose(inspect.getdoc(module.table) or ""), _csv(name))
        for name, module in tables.known().items()
    ]
    return register("Tables", "Name", ["What it shows", "As CSV"], rows)


def _csv(name: str) -> Markup:
    file = f"{name.replace('_', '-')}.csv"
    return _link(f"/{exports.FOLDER}/{file}", file)


def _exports(manual: Manual) -> Table:
    made = exports.by_export(manual)
    rows = [
        (_code(name), Prose(inspect.getdoc(module.export) or ""), _some(sorted(made.get(name, ()))))
        for name, module in exports.known().items()
    ]
    return register("Exports", "Name", ["What it is", "Files"], rows)


def _some(files: list[str], most: int = 5) -> tuple[Any, ...]:
    shown = [_link(f"/{exports.FOLDER}/{file}", file) for file in files[:most]]
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


def _may_name(field: FieldInfo) -> Any:
    folders = named_by(field)
    if folders is None:
        return None
    known = kinds()
    links = [_link(f"{HOME}kinds/{one}/", known[one].plural) for one in folders]
    return tuple(links) or "any record"


def _where(kind: type[Entity]) -> str:
    if kind.folder == "requirements":
        return f"`{kinds()['frameworks'].folder}/`, in the file of the framework"
    if kind.single:
        return f"`{kind.folder}.yaml`"
    return f"`{kind.folder}.yaml` or `{kind.folder}/`"


def _default(value: Any) -> str:
    return "nothing" if value in (None, (), {}, "") else str(value)


def _sentences(part: type[Part]) -> str:
    return inspect.getdoc(part) or ""


def _given(sentence: str) -> str:
    """Return what a docstring says that one gets: without `Return` before it."""
    words = sentence.removeprefix("Return ")
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _code(words: str) -> Markup:
    return Markup("<code>{}</code>").format(words)


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(quote(address), words)
