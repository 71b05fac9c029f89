"""Differences at the top of a published folder: its first page, and entries that were added."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import redirects
from .editions import Editions
from .layout import (
    INDEX,
    LATEST,
    LIST_LOG,
    LIST_SIGNATURE,
    LOCK,
    NEW,
    REPLACED,
    RETIRED,
    UNFINISHED,
    VERSIONS,
    editions_there,
)

_OURS = {VERSIONS, LIST_SIGNATURE, LIST_LOG, INDEX, LOCK, REPLACED, RETIRED}


@dataclass(frozen=True)
class Flaw:
    """A difference between a folder and its manifests."""

    path: str
    """The path in the published folder."""
    what: str
    """The difference: `missing`, `added`, `altered`, or a sentence."""


def flaws(folder: Path, editions: Editions) -> Iterator[Flaw]:
    """Yield a first page that was altered, and entries that were added beside the editions."""
    page = folder / INDEX
    if len(editions) and (page.exists() or page.is_symlink()):
        # Between two steps of a publisher, the page still belongs to the list before.
        names = [LATEST, *(listed.name for listed in editions)]
        first = names[:1] if editions.under(LATEST) else names[1:2]
        if page.is_symlink() or page.read_bytes() not in map(_page, first):
            yield Flaw(INDEX, "altered: it does not lead to the newest edition alone")
    known = {*_OURS, *editions_there(folder)}
    known |= {name for listed in editions for name in (listed.name, *listed.aliases)}
    for entry in sorted(folder.iterdir()):
        name = entry.name
        unfinished = name.startswith(UNFINISHED) or (name.startswith(".") and name.endswith(NEW))
        if name not in known and not unfinished:
            yield Flaw(name, "added")


def _page(name: str) -> bytes:
    return redirects.page(f"{name}/{INDEX}")
