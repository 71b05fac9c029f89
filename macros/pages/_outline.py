"""The order of the finished site, left by its build for whoever prints it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

FILE = ".outline.json"
"""Its name in the site's folder; the dot tells publishers that it is not for readers."""


class OutlineEntry(BaseModel):
    """A page of the site, or a heading above pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    """What it is called."""
    path: str = ""
    """Its file in the site: `roles/index.html`; nothing where it is a mere heading."""
    source: str = ""
    """The file it was written in: `docs/index.md`, `data/roles/data-steward.yaml`."""
    line: int = 1
    """The line at which it begins there."""
    kind: str = ""
    """The folder of the record's kind, where it is the page of a record: `roles`."""
    id: str = ""
    """The id of that record, as people write it."""
    printed: bool = True
    """Whether it is in the book; what stands below it is all the same."""
    entries: tuple["OutlineEntry", ...] = ()
    """What stands below it."""


class Outline(BaseModel):
    """Every page of the site, in the order in which a reader should meet them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: tuple[OutlineEntry, ...] = ()

    @classmethod
    def read(cls, site: Path) -> "Outline":
        """Return the outline that the build left in a site's folder."""
        return cls.model_validate_json((site / FILE).read_text(encoding="utf-8"))

    def write(self, site: Path) -> None:
        """Leave the outline in a site's folder."""
        text = self.model_dump_json(indent=1, exclude_defaults=True)
        (site / FILE).write_text(text + "\n", encoding="utf-8")


def entries(items: Iterable[Any], docs: str) -> list[OutlineEntry]:
    """Return a navigation of MkDocs as people wrote it, its pages below the folder `docs`.

    A section's own page stands for the section.
    """
    found = []
    for item in items:
        if item.is_section:
            below = entries(item.children, docs)
            if below and getattr(item.children[0], "is_index", False):
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
    """Return what people put in order, with the pages made of records below their registers.

    `below` has the pages that stand below the page of a path; those below "" have no register.
    What no page of the navigation leads to comes last, under the heading `rest`.
    """
    entries = list(written)
    placed = {entry.path for entry in _every(entries)}
    known = placed | {entry.path for several in below.values() for entry in several}

    def filled(entry: OutlineEntry) -> OutlineEntry:
        own = [filled(one) for one in entry.entries]
        made = below.get(entry.path, ()) if entry.path else ()
        own += [filled(one) for one in made if one.path not in placed]
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
    """Yield the entries and all that stand below them."""
    for entry in entries:
        yield entry
        yield from _every(entry.entries)
