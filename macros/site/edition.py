"""The built manual: a manual for its audience, with its pages and downloads."""

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
"""The environment variables that a manual depends on."""


class BuiltManual:
    """A manual, its findings, pages and downloads."""

    def __init__(self, data: Path, overrides: Path | None) -> None:
        whole = Manual.load(data)
        self.findings = _health.open_findings(whole)
        """The open findings, including those about withheld data."""
        self.manual = redact_manual(whole)
        self._overrides = overrides
        self._published = _published(self.manual)

    @property
    def is_current(self) -> bool:
        """Whether the list of published editions is unchanged."""
        return self._published == _published(self.manual)

    @cached_property
    def pages(self) -> Mapping[str, SiteOutput]:
        """Every generated page and the files that pages load, by path in the site."""
        return {output.path: output for output in outputs.pages(self.manual, self._overrides)}

    @cached_property
    def downloads(self) -> Mapping[str, SiteOutput]:
        """Every download, by path in the site."""
        return {output.path: output for output in outputs.downloads(self.manual)}


def built_manual(data: Path, overrides: Path | None) -> BuiltManual:
    """Return the built manual of a data folder; it is cached until something changes."""
    folders = [data, overrides / "pages"] if overrides else [data]
    state = tuple(_state(folders))
    if not _made(data, overrides, state).is_current:
        _made.cache_clear()
    return _made(data, overrides, state)


def edition_name() -> str:
    """Return the name of the edition that is being published, or an empty text."""
    return os.environ.get("AIMS_EDITION_NAME") or os.environ.get("MIKE_DOCS_VERSION") or ""


# Serving rebuilds the site for every change, also in files that the manual does not depend on.
@lru_cache(maxsize=1)
def _made(data: Path, overrides: Path | None, state: tuple[str, ...]) -> BuiltManual:
    return BuiltManual(data, overrides)


def _state(folders: list[Path]) -> Iterator[str]:
    """Yield everything a built manual depends on: the day, the environment, each file."""
    yield str(date.today())
    yield from (f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield f"{path!r} {_content(path)}"


def _published(manual: Manual) -> tuple[str, ...]:
    """Return the list of published editions; the editions themselves do not change."""
    folder = folder_of(manual)
    return (str(folder), _content(folder / LIST)) if folder else ()


def _content(path: Path) -> str:
    """Return a checksum of a file, or a description of anything else."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file_digest(file, blake2b).hexdigest()
        return f"{path.lstat().st_mode} {path.readlink() if path.is_symlink() else ''}"
    except OSError as error:
        return str(error)
