"""The files of a data folder: which are read, and what is wrong with the others."""

import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError, Severity, did_you_mean, quote_excerpt
from .bounded_files import MAX_BYTES, read_bytes

MAX_FOLDERS = 100
"""How many folders may stand inside one another below the folder of a kind."""
EDITIONS = "editions"
"""A folder of this name holds what was published before, and no records."""
# JSON is YAML: what a browser or a form tool wrote can be dropped in as it is.
_YAML, _MARKDOWN = (".yaml", ".yml", ".json"), (".md", ".markdown")
# Deleting every byte that a text may hold leaves the control characters, in one pass over it.
_FIT_FOR_TEXT = bytes({*range(256)} - {*range(32), 127} | {9, 10, 13})


@dataclass(frozen=True)
class SourceText:
    """A file that was read."""

    shown: str
    """Its path as messages give it."""
    folder: str
    """The kind of record it holds."""
    content: str

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.shown.rpartition("/")[2]

    @property
    def is_markdown(self) -> bool:
        """Whether it is prose with fields in front."""
        return self.shown.endswith(_MARKDOWN)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, in characters from the start."""
        starts = [0]
        while (found := self.content.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts

    def locate(self, start: int) -> Location:
        """Return the place of a character, given by how many stand before it."""
        line = bisect_right(self._starts, start)
        return Location(self.shown, line, start - self._starts[line - 1] + 1)


def read_texts(
    folder: Path, kinds: Mapping[str, tuple[str, ...]]
) -> Iterator[SourceText | Finding]:
    """Yield the files of a data folder in the order of their names, or why one is not read.

    The kinds of record stand by the names of their folders, with other words for them.
    """
    where = Location(_shown(folder))
    if not folder.is_dir():
        there = "is not a folder" if os.path.lexists(folder) else "is not there"
        yield Finding(where, f"the data folder {there}", "Give it with --data FOLDER.")
        return
    root = os.path.realpath(folder)
    read: dict[str, str] = {}
    for entry in _entries(folder):
        if isinstance(entry, Finding):
            yield entry
            continue
        is_folder = _is_folder(entry)
        if is_folder and entry.name == EDITIONS:
            continue
        kind = entry.name if is_folder else entry.name.rpartition(".")[0]
        if not is_folder and not entry.name.endswith(_YAML + _MARKDOWN):
            yield _not_read(entry)
        elif kind not in kinds:
            yield _unknown(entry, kind, kinds)
        elif is_folder:
            yield from _texts_below(entry, root, kind)
        else:
            if kind in read:
                yield _beside(entry, read[kind])
            read[kind] = entry.name
            yield _text(entry, root, kind)


def _texts_below(
    folder: "os.DirEntry[str]", root: str, kind: str, depth: int = 1
) -> Iterator[SourceText | Finding]:
    if folder.is_symlink():  # Followed, it could lead back to where it stands.
        yield Finding(
            Location(_shown(folder)),
            f"{folder.name} is a link to a folder, and not followed",
            "Put the folder itself here.",
        )
        return
    if depth > MAX_FOLDERS:
        said = f"{folder.name} stands inside more than {MAX_FOLDERS} folders, and is not read"
        yield Finding(Location(_shown(folder)), said, f"Move its files up, into '{kind}'.")
        return
    for entry in _entries(folder):
        if isinstance(entry, Finding):
            yield entry
        elif _is_folder(entry):
            yield from _texts_below(entry, root, kind, depth + 1)
        else:
            yield _text(entry, root, kind)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    # Asked of the entry itself, a link that leads to itself would be an exception.
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()


def _entries(folder: "Path | os.DirEntry[str]") -> Iterator["os.DirEntry[str] | Finding"]:
    """Yield what is in a folder, in the order of names, or why that cannot be told."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    yield from (entry for entry in entries if not is_left_alone(entry.name))


def is_left_alone(name: str) -> bool:
    """Return whether a name is that of a hidden file, an editor's copy or a README."""
    return name.startswith((".", "#")) or name.endswith("~") or name.upper().startswith("README.")


def _text(entry: "os.DirEntry[str]", root: str, kind: str) -> SourceText | Finding:
    """Return a file as text, or why it is none."""
    if entry.is_symlink() and (said := _wrong_with_link(entry, root)):
        return said
    if not entry.name.endswith(_YAML + _MARKDOWN):
        return _not_read(entry)
    shown = _shown(entry)
    if not entry.is_file(follow_symlinks=False) and not Path(entry.path).is_file():
        return Finding(Location(shown), f"{entry.name} is not a file")
    try:
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # a Path takes as long
            if (size := os.fstat(file.fileno()).st_size) > MAX_BYTES:
                return Finding(
                    Location(shown),
                    f"{entry.name} is too large to be read ({size / 1e6:.0f} MB)",
                    f"Split it into files of less than {MAX_BYTES / 1e6:.0f} MB.",
                )
            raw = file.readall()
    except OSError as error:
        return _unreadable(entry, error)
    return _decoded(raw, shown, kind)


def read_text(path: Path, kind: str, most: int = MAX_BYTES) -> SourceText | Finding:
    """Return a file that somebody named as text, or why it is none."""
    try:
        return _decoded(read_bytes(path, most), _shown(path), kind)
    except ManualError as error:
        return error.findings[0]


def _decoded(raw: bytes, shown: str, kind: str) -> SourceText | Finding:
    """Return the bytes of a file as text, or the first one that has no place in one."""
    name = shown.rpartition("/")[2]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        said = f"{name} is UTF-16, where UTF-8 is wanted"
        return Finding(Location(shown), said, "Save it as UTF-8 in your editor.")
    start = 0
    try:
        content = _with_plain_lines(raw.decode())
        if not (control := raw.translate(None, _FIT_FOR_TEXT)):
            return SourceText(shown, kind, content)
        start = content.index(chr(control[0]))
        said = f"{name} holds a character that cannot be seen (U+{control[0]:04X})"
        hint = "Delete it; or save the file as UTF-8 text, if it is none."
    except UnicodeDecodeError as error:
        content = _with_plain_lines(raw[: error.start].decode())
        start = len(content)
        said, hint = f"{name} is not UTF-8 text", "Save it as UTF-8 in your editor."
    return Finding(SourceText(shown, kind, content).locate(start), said, hint)


def _with_plain_lines(content: str) -> str:
    """Return a text without its mark of byte order, each line ending as on Unix."""
    content = content.removeprefix("\ufeff")
    return content.replace("\r\n", "\n").replace("\r", "\n") if "\r" in content else content


def _shown(path: "Path | os.DirEntry[str]") -> str:
    """Return a path as it can be printed, even where a name in it is no text."""
    shown = os.fspath(path)
    if not shown.isascii():
        shown = os.fsencode(shown).decode("utf-8", "replace")
    return shown.replace(os.sep, "/")


def _unknown(entry: "os.DirEntry[str]", kind: str, kinds: Mapping[str, tuple[str, ...]]) -> Finding:
    """Return what is wrong with the name of a file or folder, and the kind that may be meant."""
    word = kind.casefold().replace("_", " ").replace("-", " ")
    meant = (one for one, words in kinds.items() if word in (*words, one.replace("-", " ")))
    if (stem := kind.rpartition(".")[0]) in kinds:
        hint = f"Call it '{stem}'."
    elif found := next(meant, ""):
        hint = f"Did you mean '{found}'?"
    else:
        hint = did_you_mean(kind, kinds, 0.7) or f"The kinds are: {', '.join(sorted(kinds))}."
    said = f"no kind of record is called {quote_excerpt(kind)}"
    return Finding(Location(_shown(entry)), said, hint)


def _wrong_with_link(entry: "os.DirEntry[str]", root: str) -> Finding | None:
    target = os.path.realpath(entry.path)
    if os.path.commonpath((root, target)) != root:
        said, hint = "which lies outside the data folder", "Put the file itself here."
    elif not Path(target).exists():
        said, hint = "where nothing is", "Put the file itself here, or delete the link."
    else:
        return None
    written = quote_excerpt(str(Path(entry.path).readlink()))
    return Finding(Location(_shown(entry)), f"{entry.name} is a link to {written}, {said}", hint)


def _beside(entry: "os.DirEntry[str]", other: str) -> Finding:
    return Finding(
        Location(_shown(entry)),
        f"{entry.name} stands beside {other}",
        "Keep one of them: the records of a kind stand in one file, or in a folder.",
        Severity.WARNING,
    )


def _not_read(entry: "os.DirEntry[str]") -> Finding:
    return Finding(
        Location(_shown(entry)),
        f"{entry.name} is not read",
        "Records stand in files that end in .yaml or .md.",
        Severity.WARNING,
    )


def _unreadable(entry: "Path | os.DirEntry[str]", error: OSError) -> Finding:
    reason = (error.strerror or "it cannot be opened").lower()
    return Finding(Location(_shown(entry)), f"{entry.name} cannot be read: {reason}")
