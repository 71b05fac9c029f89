"""The order of the pages of a built site, which the PDF follows."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

FILE = ".outline.json"
"""Its name in the folder of the site; publishing leaves out files that start with a dot."""


class OutlineEntry(BaseModel):
    """A page of the site, or a heading above pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    """The title."""
    path: str = ""
    """Its file in the site: `roles/index.html`; empty for a heading."""
    source: str = ""
    """Its source file: `docs/index.md`, `data/roles/data-steward.yaml`."""
    line: int = 1
    """The line in the source file."""
    kind: str = ""
    """The folder of the kind, for the page of a record: `roles`."""
    id: str = ""
    """The id of that record."""
    printed: bool = True
    """Whether it is in the PDF; this does not affect the entries below it."""
    entries: tuple["OutlineEntry", ...] = ()
    """The entries below it."""


class Outline(BaseModel):
    """All pages of the site, in reading order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: tuple[OutlineEntry, ...] = ()

    @classmethod
    def read(cls, site: Path) -> "Outline":
        """Return the outline in the folder of a site.

        Raises:
            OSError: The folder does not have an outline.
            pydantic.ValidationError: The file is not an outline.
        """
        return cls.model_validate_json((site / FILE).read_text(encoding="utf-8"))

    def write(self, site: Path) -> None:
        """Write the outline into the folder of a site."""
        text = self.model_dump_json(indent=1, exclude_defaults=True)
        (site / FILE).write_text(text + "\n", encoding="utf-8")


def entries(items: Iterable[Any], docs: str) -> list[OutlineEntry]:
    """Return the navigation of MkDocs as entries, with the paths of their source files.

    The index page of a section represents the section, unless the navigation gives it a title of
    its own.
    """
    found = []
    for item in items:
        if item.is_section:
            below = entries(item.children, docs)
            first = item.children[0] if below else None
            if getattr(first, "is_index", False) and "title" not in vars(first):
                own = {"title": item.title, "entries": (*below[1:],)}
                found.append(below[0].model_copy(update=own))
            else:
                found.append(OutlineEntry(title=item.title, entries=(*below,)))
        elif item.is_page:
            file, title = item.file, str(item.title)
            source = "" if file.generated_by else f"{docs}/{file.src_uri}"
            printed = item.meta.get("print") is not False
            found.append(
                OutlineEntry(title=title, path=file.dest_uri, source=source, printed=printed)
            )
    return found


def build_outline(
    written: Iterable[OutlineEntry],
    below: Mapping[str, list[OutlineEntry]],
    rest: str = "Further registers",
) -> Outline:
    """Return the navigation with the pages of records below their registers.

    `below` maps a path to the pages below it; those of "" have no register. Pages that are not
    below a page of the navigation come last, under the heading `rest`.
    """
    entries = list(written)
    placed = {entry.path for entry in _every(entries)}
    known = placed | {entry.path for several in below.values() for entry in several}

    def filled(entry: OutlineEntry) -> OutlineEntry:
        own = [filled(below_) for below_ in entry.entries]
        made = below.get(entry.path, ()) if entry.path else ()
        own += [filled(below_) for below_ in made if below_.path not in placed]
        return entry.model_copy(update={"entries": tuple(own)})

    left = tuple(
        filled(entry)
        for register, several in below.items()
        for entry in several
        if entry.path not in placed and register not in known
    )
    entries = [filled(entry) for entry in entries]
    return Outline(
        entries=(*entries, OutlineEntry(title=rest, entries=left)) if left else tuple(entries)
    )


def _every(entries: Iterable[OutlineEntry]) -> Iterator[OutlineEntry]:
    """Yield the entries and all entries below them."""
    for entry in entries:
        yield entry
        yield from _every(entry.entries)
