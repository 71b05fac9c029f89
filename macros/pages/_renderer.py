"""Renders records as pages, with the templates."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import tables
from ..diagnostics import Finding, Location, Severity, did_you_mean
from ..editions import changes, suspects
from ..manual import (
    Manual,
    appointments,
    audiences,
    competences,
    coverage,
    integration,
    responsibilities,
    training,
)
from ..manual.deadlines import deadlines_of
from ..manual.labels import plain_label
from ..manual.order import sort_records
from ..model import Controlled, Entity, Owned, Reviewed, kinds, slug
from ..model.requirement import Requirement
from ..pictures.of_record import pictures_of_record
from ..tables import _listings
from ..tables._fields import field_values, kind_register
from ..tables._matrix import raci
from ..tables._suspects import with_suspect_column
from ..tables._table import ProseCell, Table, register
from ..text import format_day, format_number
from . import _changes, _clause_notes, _onboarding
from ._figures import picture_as_html
from ._markup import inline, label, link, markdown, markdown_line
from ._tables import spell_letters, table_as_html

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Page:
    """A page of the site."""

    address: str
    """Its address: `/roles/data-steward/`."""
    title: str
    """Its title, in browser tabs and search results."""
    render: Callable[[], str]
    """Returns its HTML."""
    record: Entity | None = None
    """The record that it shows."""
    register: str = ""
    """The address of its register."""
    keywords: tuple[str, ...] = field(default=())
    """Other words for search."""

    @cached_property
    def html(self) -> str:
        """The HTML; its links start at the root of the site (`/roles/`)."""
        return self.render()


def unused_templates(overrides: str | None) -> Iterator[Finding]:
    """Yield a finding for each template in `overrides/pages` that no page uses."""
    folder = Path(overrides or os.devnull, "pages")
    own = sorted(folder.rglob("*.html")) if folder.is_dir() else []
    named = " ".join(file.read_text(encoding="utf-8", errors="replace") for file in own)
    own = [
        file for file in own if file.parent == folder
    ]  # Templates in folders are included by others.
    known = {name for kind in kinds().values() for name in template_names(kind, ".html")}
    known |= {name for kind in kinds().values() for name in template_names(kind, ".index.html")}
    known |= {file.name for file in TEMPLATES.iterdir()}
    for file in own:
        name = file.name
        if name not in known and f"{name}'" not in named and f'{name}"' not in named:
            hint = did_you_mean(name, known) or "Name it like a kind of record: ai-system.html."
            message = "no page uses this template"
            yield Finding(Location(os.path.relpath(file)), message, hint, Severity.WARNING)


class PageRenderer:
    """Renders the pages of a manual. Templates in `overrides` take precedence."""

    def __init__(self, manual: Manual, overrides: Path | None = None) -> None:
        self.manual = manual
        folders = [overrides / "pages", TEMPLATES] if overrides else [TEMPLATES]
        self._templates = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "link": link,
            "label": label,
            "day": format_day,
            "number": format_number,
            "inline": partial(inline, manual=manual),
            "line": partial(markdown_line, manual=manual),
            "prose": partial(_prose, manual),
            "table": partial(table_as_html, manual=manual),
            "letters": spell_letters,
            "plural_of": _plural_of,
        }
        self._templates.globals |= _known_to_templates(manual)
        self._templates.tests |= {
            "table": lambda value: isinstance(value, Table),
            "prose": lambda value: isinstance(value, ProseCell),
        }

    def pages(self) -> Iterator[Page]:
        """Yield all pages of the manual: the register of each kind, then its records."""
        for folder, kind in kinds().items():
            records = self.manual.all(kind)
            if folder != "requirements" and not kind.is_singleton:
                yield self.register(kind)
            for place, record in enumerate(records):
                before = records[place - 1] if place else None
                after = records[place + 1] if place + 1 < len(records) else None
                yield self.record(record, before, after)

    def register(self, kind: type[Entity]) -> Page:
        """Return the register of a kind."""

        def html() -> str:
            return self.render(
                *template_names(kind, ".index.html"),
                "index.html",
                kind=kind,
                records=self.manual.all(kind),
                table=with_suspect_column(self.manual, kind_register(self.manual, kind)),
            )

        return Page(f"/{kind.folder}/", _capital(kind.plural), html)

    def record(self, record: Entity, before: Entity | None, after: Entity | None) -> Page:
        """Return the page of a record, with the template of its kind; default: `record.html`."""
        same_list = isinstance(record, Requirement)
        html = partial(
            self.render,
            *template_names(type(record), ".html"),
            "record.html",
            record=record,
            before=before if not same_list or _same_framework(record, before) else None,
            after=after if not same_list or _same_framework(record, after) else None,
            register=_register_of(record),
        )
        address, _ = _register_of(record)
        return Page(record.address, plain_label(record), html, record, address, record.aliases)

    def render(self, *names: str, **context: Any) -> str:
        """Render a context with the first of these templates that exists."""
        return self._templates.select_template(names).render(context)


def _known_to_templates(manual: Manual) -> dict[str, Any]:
    """Return what every template can call."""
    return {
        "manual": manual,
        "all": partial(_all, manual),
        "naming": partial(_naming, manual),
        "named_by": partial(_named_by, manual),
        "named": partial(_named, manual),
        "named_by_any": partial(_named_by_any, manual),
        "holders": appointments,
        "responsibilities": responsibilities,
        "audiences": audiences,
        "changes": changes,
        "change_html": _changes,
        "clause_notes": _clause_notes,
        "coverage": coverage,
        "integration": integration,
        "listings": _listings,
        "onboarding": _onboarding,
        "training": training,
        "competences": competences,
        "facts": partial(field_values, manual),
        "mentions_of": partial(mentions_of, manual),
        "due_of": partial(deadlines_of, manual),
        "raci": partial(_raci, manual),
        "suspects": suspects,
        "register": register,
        "drawn": partial(_drawn, manual),
        "pictures_of": partial(_pictures_of, manual),
        "is_controlled": lambda record: isinstance(record, Controlled),
        "is_owned": lambda record: isinstance(record, Owned),
        "is_reviewed": lambda record: isinstance(record, Reviewed),
    }


def mentions_of(
    manual: Manual, record: Entity, field: str = ""
) -> dict[str, list[tuple[Entity, list[str]]]]:
    """Return the records that refer to a record, with their fields, by kind."""
    found: dict[str, tuple[Entity, list[str]]] = {}
    for backlink in manual.backlinks(record):
        if backlink.origin.key != record.key and field in ("", backlink.field):
            _, fields = found.setdefault(backlink.origin.key, (backlink.origin, []))
            words = "text" if backlink.mention else backlink.field.replace("_", " ").strip()
            if words not in fields:
                fields.append(words)
    by_kind: dict[str, list[tuple[Entity, list[str]]]] = {}
    for folder, kind in kinds().items():
        records = sort_records(
            backlink for backlink, _ in found.values() if backlink.folder == folder
        )
        if records:
            by_kind[_capital(kind.plural)] = [found[backlink.key] for backlink in records]
    return by_kind


def _register_of(record: Entity) -> tuple[str, str]:
    """Return the address and name of the register of a record."""
    if isinstance(record, Requirement):
        return f"/frameworks/{slug(record.framework).lower()}/", record.framework
    return f"/{record.folder}/", _capital(record.plural)


def _same_framework(record: Entity, other: Entity | None) -> bool:
    return getattr(record, "framework", "") == getattr(other, "framework", None)


def _prose(manual: Manual, text: str, place: str = "text") -> Markup:
    return markdown(text, manual, place)


def _pictures_of(manual: Manual, record: Entity) -> Markup:
    drawn = pictures_of_record(manual, record)
    return Markup("").join(picture_as_html(picture, manual) for picture in drawn)


def _all(manual: Manual, folder: str) -> list[Entity]:
    return manual.all(kinds()[folder])


def _naming(manual: Manual, record: Entity, folder: str, *fields: str) -> list[Entity]:
    return manual.referrers(record, kinds()[folder], *fields)


def _named_by(manual: Manual, record: Entity, folder: str, field: str = "") -> list[Entity]:
    return manual.references(record, kinds()[folder], field)


def _named_by_any(manual: Manual, record: Entity, field: str) -> list[Entity]:
    return manual.references(record, Entity, field)


def _named(manual: Manual, names: Iterable[str]) -> list[Entity]:
    return [record for name in names if (record := manual.find(name)) is not None]


def _drawn(manual: Manual, name: str) -> Table:
    table: Table = tables.known()[name].table(manual)
    return table


def _raci(manual: Manual, title: str, activities: list[Any]) -> Markup:
    return table_as_html(raci(manual, title, [("", activities)]), manual)


def _plural_of(count: int, singular: str, plural: str = "") -> str:
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def template_names(kind: type[Entity], end: str) -> tuple[str, ...]:
    """Return the template names of a kind: by its module, then by its name on pages.

    `model/stage.py` has `templates/stage.html`, although pages call the kind a life-cycle stage.
    """
    module = kind.__module__.rpartition(".")[2].replace("_", "-")
    return tuple(dict.fromkeys((f"{module}{end}", f"{kind.name.lower().replace(' ', '-')}{end}")))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
