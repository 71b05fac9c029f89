"""An edition: a manual as its readers see it, and every file made of it."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b, file_digest
from pathlib import Path

from ..checks import _health
from ..checks._redacted_manual import redact_manual
from ..editions.previous import LIST, folder_of
from ..manual import Manual
from . import outputs
from .outputs import SiteOutput

_ENVIRONMENT = (
    "AIMS_AUDIENCE",
    "AIMS_EDITION",  # Deprecated.
    "AIMS_PUBLISHED",
    "AIMS_EDITIONS",  # Deprecated.
    "AIMS_EDITION_NAME",
    "MIKE_DOCS_VERSION",
    "SOURCE_DATE_EPOCH",
)
"""What of the environment a manual follows from."""


class BuiltManual:
    """A manual, what was found in its data, and what is made of it."""

    def __init__(self, data: Path, overrides: Path | None) -> None:
        whole = Manual.load(data)
        self.findings = _health.open_findings(whole)
        """What is wrong with the data, also with what this edition does not show."""
        self.manual = redact_manual(whole)
        self._overrides = overrides
        self._published = _published(self.manual)

    @property
    def is_current(self) -> bool:
        """Whether what was published before it is still what it was."""
        return self._published == _published(self.manual)

    @cached_property
    def pages(self) -> Mapping[str, SiteOutput]:
        """Every page it adds to a site, and what pages load, by its path there."""
        return {output.path: output for output in outputs.pages(self.manual, self._overrides)}

    @cached_property
    def downloads(self) -> Mapping[str, SiteOutput]:
        """Every file to download, by its path in the site."""
        return {output.path: output for output in outputs.downloads(self.manual)}


def built_manual(data: Path, overrides: Path | None) -> BuiltManual:
    """Return the edition of a data folder: that of the last time, while nothing has changed."""
    folders = [data, overrides / "pages"] if overrides else [data]
    state = tuple(_state(folders))
    if not _made(data, overrides, state).is_current:
        _made.cache_clear()
    return _made(data, overrides, state)


def edition_name() -> str:
    """Return the number under which the site is published beside others, by us or by mike."""
    return os.environ.get("AIMS_EDITION_NAME") or os.environ.get("MIKE_DOCS_VERSION") or ""


# Serving builds a site again for every change, also of what the manual is not made from.
@lru_cache(maxsize=1)
def _made(data: Path, overrides: Path | None, state: tuple[str, ...]) -> BuiltManual:
    return BuiltManual(data, overrides)


def _state(folders: list[Path]) -> Iterator[str]:
    """Yield all that an edition follows from: the day, the environment, what is in each file."""
    yield str(date.today())
    yield from (f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield f"{path!r} {_content(path)}"


def _published(manual: Manual) -> tuple[str, ...]:
    """Return what is in the list of editions published before: each of them is frozen."""
    folder = folder_of(manual)
    return (str(folder), _content(folder / LIST)) if folder else ()


def _content(path: Path) -> str:
    """Return what tells the content of a file from any other; what it is, where it is no file."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file_digest(file, blake2b).hexdigest()
        return f"{path.lstat().st_mode} {path.readlink() if path.is_symlink() else ''}"
    except OSError as error:
        return str(error)
