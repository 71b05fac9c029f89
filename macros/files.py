"""The files of a data folder: which are read, and what is wrong with the others."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .findings import Finding, Level, Location, did_you_mean

MAX_BYTES = 16_000_000
_YAML, _MARKDOWN = {".yaml", ".yml"}, {".md", ".markdown"}


@dataclass(frozen=True)
class Text:
    """A file that was read."""

    path: Path
    shown: str
    """Its path as messages give it."""
    folder: str
    """The kind of record it holds."""
    content: str

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.name

    @property
    def is_markdown(self) -> bool:
        """Whether it is prose with fields in front."""
        return self.path.suffix in _MARKDOWN

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        while (found := self.content.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts

    def offset(self, line: int) -> int:
        """Return where a line begins, lines counting from 1."""
        return self._starts[min(line, len(self._starts)) - 1]


def texts(folder: Path, known: set[str]) -> Iterator[Text | Finding]:
    """Yield the files of a data folder in the order of their names, or why one is not read."""
    if not folder.is_dir():
        there = "is not a folder" if folder.exists() else "is not there"
        yield Finding(
            Location(folder.as_posix()), f"the data folder {there}", "Give it with --data FOLDER."
        )
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    root = folder.resolve()
    for entry in entries:
        if _is_left_alone(entry):
            continue
        kind = entry.name if entry.is_dir() else entry.stem
        if kind not in known:
            yield Finding(
                Location(entry.as_posix()),
                f"no kind of record is called '{kind}'",
                did_you_mean(kind, known) or f"The kinds are: {', '.join(sorted(known))}.",
            )
        elif entry.is_dir():
            yield from _texts_below(entry, root, kind)
        else:
            yield _text(entry, root, kind)


def _texts_below(folder: Path, root: Path, kind: str) -> Iterator[Text | Finding]:
    if folder.is_symlink() and not folder.resolve().is_relative_to(root):
        yield _outside(folder)
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        if _is_left_alone(entry):
            continue
        if entry.is_dir() and entry.is_symlink():
            yield _outside(entry)
        elif entry.is_dir():
            yield from _texts_below(entry, root, kind)
        else:
            yield _text(entry, root, kind)


def _text(path: Path, root: Path, kind: str) -> Text | Finding:
    where = Location(path.as_posix())
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return _outside(path)
    if path.suffix not in _YAML | _MARKDOWN:
        return Finding(
            where,
            f"{path.name} is not read",
            "Records stand in files that end in .yaml or .md.",
            Level.WARNING,
        )
    if not path.is_file():
        return Finding(where, f"{path.name} is not a file")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Finding(
                where,
                f"{path.name} is too large to be read ({size / 1e6:.0f} MB)",
                f"Split it into files of less than {MAX_BYTES / 1e6:.0f} MB.",
            )
        raw = path.read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        return Finding(
            Location(path.as_posix(), before.count(b"\n") + 1, column),
            f"{path.name} is not UTF-8 text",
            "Save it as UTF-8 in your editor.",
        )
    return Text(path, path.as_posix(), kind, content.replace("\r\n", "\n").replace("\r", "\n"))


def _is_left_alone(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith("~") or path.stem.upper() == "README"


def _outside(path: Path) -> Finding:
    return Finding(
        Location(path.as_posix()),
        f"{path.name} is a link to {os.readlink(path)}, outside the data folder",
        "Put the file itself into the data folder.",
    )


def _unreadable(path: Path, error: OSError) -> Finding:
    reason = (error.strerror or "it cannot be opened").lower()
    return Finding(Location(path.as_posix()), f"{path.name} cannot be read: {reason}")
