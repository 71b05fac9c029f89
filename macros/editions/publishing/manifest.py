"""The manifest of an edition: the checksum of each file, its source and the tools."""

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
    """The size and SHA-256 checksum of a file."""

    bytes: int
    sha256: str


class Source(_Frozen):
    """The source of an edition."""

    commit: str
    """The commit in git."""
    clean: bool
    """Whether nothing was changed since that commit."""


class Manifest(_Frozen):
    """The checksums of the files of an edition, and how it was built."""

    manifest: int = Field(default=SCHEMA, ge=SCHEMA, le=SCHEMA)
    """The version of this form."""
    edition: str
    """The number of the edition."""
    audience: str
    """The audience: `staff` or `auditor`."""
    day: str
    """The day by which due dates were judged."""
    source: Source | None
    """The commit it was built from, if there is one."""
    tools: dict[str, str]
    """The versions of the tools."""
    files: dict[str, Content]
    """Each file by its path, but for the manifest itself and its signature."""

    def as_bytes(self) -> bytes:
        """Return the content of the file, the same bytes for the same manifest."""
        text = json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True)
        return f"{text}\n".encode()

    def same_content(self, other: "Manifest") -> bool:
        """Return whether readers get the same edition; source and tools may differ."""
        return (self.edition, self.audience, self.files) == (
            other.edition,
            other.audience,
            other.files,
        )

    def changes(self, found: Mapping[str, Content | None]) -> Iterator[tuple[str, Change]]:
        """Yield each path that differs from the manifest, and how."""
        for path in sorted({*self.files, *found}):
            if path not in found:
                yield path, "missing"
            elif path not in self.files:
                yield path, "added"
            elif found[path] != self.files[path]:
                yield path, "altered"


def read(content: bytes) -> Manifest | None:
    """Return the manifest in a file, or None if the content is not a manifest."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        return None


def read_from(edition: Path) -> Manifest | None:
    """Return the manifest in the folder of an edition, or None if there is no valid one."""
    try:
        return read((edition / MANIFEST).read_bytes())
    except OSError:
        return None


def contents(folder: Path) -> dict[str, Content | None]:
    """Return size and checksum of each file below a folder; None if it is not a plain file."""
    return {
        path: _content(folder / path)
        for path in sorted(_paths(folder))
        if path not in (MANIFEST, SIGNATURE)
    }


def _paths(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        # A link to a folder is not followed.
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
    """Return the SHA-256 checksum of some bytes."""
    return hashlib.sha256(content).hexdigest()
