"""The manifest of an edition: what every file comes to, what it was made from and with."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .layout import MANIFEST, SIGNATURE

SCHEMA = 1
Change = Literal["missing", "added", "altered"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Content(_Frozen):
    """What a file comes to."""

    bytes: int
    sha256: str


class Source(_Frozen):
    """What an edition was made from."""

    commit: str
    """The commit in git."""
    clean: bool
    """Whether nothing was changed since that commit."""


class Manifest(_Frozen):
    """What every file of an edition comes to, and how the edition came about."""

    manifest: int = Field(default=SCHEMA, ge=SCHEMA, le=SCHEMA)
    """The version of this form."""
    edition: str
    """The number of the edition."""
    audience: str
    """For whom it was made: `staff`, `auditor`."""
    day: str
    """The day as of which it was made."""
    source: Source | None
    """The commit it was made from, where there is one."""
    tools: dict[str, str]
    """The versions of what made it."""
    files: dict[str, Content]
    """Each file by its path, but for the manifest itself and its signature."""

    def as_bytes(self) -> bytes:
        """Return the manifest as it is written, the same bytes for the same manifest."""
        text = json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True)
        return f"{text}\n".encode()

    def same_content(self, other: "Manifest") -> bool:
        """Return whether readers get the same: how it came about may differ."""
        return (self.edition, self.audience, self.files) == (
            other.edition,
            other.audience,
            other.files,
        )

    def changes(self, found: Mapping[str, Content | None]) -> Iterator[tuple[str, Change]]:
        """Yield each path at which files are not as the manifest says, and in what way."""
        for path in sorted({*self.files, *found}):
            if path not in found:
                yield path, "missing"
            elif path not in self.files:
                yield path, "added"
            elif found[path] != self.files[path]:
                yield path, "altered"


def read(content: bytes) -> Manifest | None:
    """Return a manifest as it was written, or None where it is none."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None


def read_from(edition: Path) -> Manifest | None:
    """Return the manifest of an edition's folder, or None where it has none that can be read."""
    try:
        return read((edition / MANIFEST).read_bytes())
    except OSError:
        return None


def contents(folder: Path) -> dict[str, Content | None]:
    """Return what each file below a folder comes to; None where something is not a plain file."""
    return {
        path: _content(folder / path)
        for path in sorted(_paths(folder))
        if path not in (MANIFEST, SIGNATURE)
    }


def _paths(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        # A link to a folder is no folder of ours, and is not followed.
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in (*files, *links):
            yield Path(place, name).relative_to(folder).as_posix()


def _content(path: Path) -> Content | None:
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Content(bytes=file.tell(), sha256=digest.hexdigest())


def sha256(content: bytes) -> str:
    """Return what some bytes come to."""
    return hashlib.sha256(content).hexdigest()
