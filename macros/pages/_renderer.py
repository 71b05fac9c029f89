"""Renders records as pages, with the templates."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from ..diagnostics import Finding, Location, Severity, did_you_mean
from ..manual import Manual
from ..manual.labels import plain_label
from ..model import Entity, kinds, slug
from ..model.requirement import Requirement
from ..tables._fields import kind_register
from ..tables._suspects import with_suspect_column
from . import _template_names
from ._template_groups import Templates

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
    search_weight: float = 1.0
    """How much search prefers it to other pages that match as well."""

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
        self._templates = Templates(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.former = _template_names.FORMER_ATTRIBUTES
        self._templates.filters |= _template_names.filters_for(manual)
        self._templates.globals |= _template_names.names_for(manual)
        self._templates.tests |= _template_names.TESTS

    def pages(self) -> Iterator[Page]:
        """Yield all pages of the manual: the register of each kind, then its records."""
        for kind in kinds().values():
            records = self.manual.all(kind)
            if not kind.nested_in and not kind.is_singleton:
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


def _register_of(record: Entity) -> tuple[str, str]:
    """Return the address and name of the register of a record."""
    if isinstance(record, Requirement):
        return f"/frameworks/{slug(record.framework).lower()}/", record.framework
    return f"/{record.folder}/", _capital(record.plural)


def _same_framework(record: Entity, other: Entity | None) -> bool:
    return getattr(record, "framework", "") == getattr(other, "framework", None)


def template_names(kind: type[Entity], end: str) -> tuple[str, ...]:
    """Return the template names of a kind: by its module, then by its name on pages.

    `model/stage.py` has `templates/stage.html`, although pages call the kind a life-cycle stage.
    """
    module = kind.__module__.rpartition(".")[2].replace("_", "-")
    return tuple(dict.fromkeys((f"{module}{end}", f"{kind.name.lower().replace(' ', '-')}{end}")))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
