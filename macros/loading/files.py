"""Reads the files of a data folder, and reports those that cannot be read."""

import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError, Severity, did_you_mean, quote_excerpt
from .bounded_files import MAX_BYTES, read_bytes

MAX_FOLDERS = 100
"""How deep folders may be nested in the folder of a kind."""
EDITIONS = "editions"
"""The folder of published editions in a data folder; it has no records."""
# JSON is YAML: files of browsers and form tools can be added unchanged.
_YAML, _MARKDOWN = (".yaml", ".yml", ".json"), (".md", ".markdown")
# Deleting all allowed bytes leaves the control characters, in one pass.
_FIT_FOR_TEXT = bytes({*range(256)} - {*range(32), 127} | {9, 10, 13})


@dataclass(frozen=True)
class SourceText:
    """A file that was read."""

    shown: str
    """Its path for messages."""
    folder: str
    """The folder name of the kind of its records."""
    content: str

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.shown.rpartition("/")[2]

    @property
    def is_markdown(self) -> bool:
        """Whether it is Markdown with front matter."""
        return self.shown.endswith(_MARKDOWN)

    @cached_property
    def _starts(self) -> list[int]:
        """The start of each line, in characters from the start of the text."""
        starts = [0]
        while (found := self.content.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts

    def locate(self, start: int) -> Location:
        """Return the place of a character, given its position from 0."""
        line = bisect_right(self._starts, start)
        return Location(self.shown, line, start - self._starts[line - 1] + 1)


def read_texts(
    folder: Path, kinds: Mapping[str, tuple[str, ...]]
) -> Iterator[SourceText | Finding]:
    """Yield the files of a data folder in the order of their names, or findings about them.

    Args:
        folder: The data folder.
        kinds: The other names of each kind of record, by the name of its folder.
    """
    where = Location(_shown(folder))
    if not folder.is_dir():
        fault = "is not a folder" if os.path.lexists(folder) else "does not exist"
        yield Finding(where, f"the data folder {fault}", "Set it with --data FOLDER.")
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
                yield _duplicate_file(entry, read[kind], kind)
            read[kind] = entry.name
            yield _text(entry, root, kind)


def _texts_below(
    folder: "os.DirEntry[str]", root: str, kind: str, depth: int = 1
) -> Iterator[SourceText | Finding]:
    if folder.is_symlink():  # It may lead back to itself.
        yield Finding(
            Location(_shown(folder)),
            f"{folder.name} is a link to a folder; such links are not followed",
            "Replace it with the folder.",
        )
        return
    if depth > MAX_FOLDERS:
        message = f"{folder.name} is nested in more than {MAX_FOLDERS} folders and is not read"
        yield Finding(Location(_shown(folder)), message, f"Move its files up into '{kind}'.")
        return
    for entry in _entries(folder):
        if isinstance(entry, Finding):
            yield entry
        elif _is_folder(entry):
            yield from _texts_below(entry, root, kind, depth + 1)
        else:
            yield _text(entry, root, kind)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    # `entry.is_dir()` raises an error for a link that leads to itself.
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()


def _entries(folder: "Path | os.DirEntry[str]") -> Iterator["os.DirEntry[str] | Finding"]:
    """Yield the entries of a folder in the order of their names, or why it cannot be read."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    yield from (entry for entry in entries if not is_left_alone(entry.name))


def is_left_alone(name: str) -> bool:
    """Return whether a file is ignored: a hidden file, a copy of an editor or a README."""
    return name.startswith((".", "#")) or name.endswith("~") or name.upper().startswith("README.")


def _text(entry: "os.DirEntry[str]", root: str, kind: str) -> SourceText | Finding:
    """Return a file as text, or a finding if it cannot be read as text."""
    if entry.is_symlink() and (finding := _check_link(entry, root)):
        return finding
    if not entry.name.endswith(_YAML + _MARKDOWN):
        return _not_read(entry)
    shown = _shown(entry)
    if not entry.is_file(follow_symlinks=False) and not Path(entry.path).is_file():
        return Finding(Location(shown), f"{entry.name} is not a file", "Replace it with a file.")
    try:
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # a Path takes as long
            if (size := os.fstat(file.fileno()).st_size) > MAX_BYTES:
                return Finding(
                    Location(shown),
                    f"{entry.name} is too large to be read ({size / 1e6:.0f} MB)",
                    f"Split it into files of at most {MAX_BYTES / 1e6:.0f} MB.",
                )
            raw = file.readall()
    except OSError as error:
        return _unreadable(entry, error)
    return _decode(raw, shown, kind)


def read_text(path: Path, kind: str, most: int = MAX_BYTES) -> SourceText | Finding:
    """Return a file as text, or a finding if it cannot be read as text.

    Args:
        path: The file.
        kind: The folder name of the kind of its records.
        most: The largest size in bytes.
    """
    try:
        return _decode(read_bytes(path, most), _shown(path), kind)
    except ManualError as error:
        return error.findings[0]


def _decode(raw: bytes, shown: str, kind: str) -> SourceText | Finding:
    """Return the bytes of a file as text, or a finding about the first byte that is not text."""
    name = shown.rpartition("/")[2]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{name} is UTF-16; expected UTF-8"
        return Finding(Location(shown), message, "Save it as UTF-8 in your editor.")
    start = 0
    try:
        content = _unify_lines(raw.decode())
        if not (control := raw.translate(None, _FIT_FOR_TEXT)):
            return SourceText(shown, kind, content)
        start = content.index(chr(control[0]))
        message = f"{name} has an invisible character (U+{control[0]:04X})"
        hint = "Delete it. If the file is not text, save it as UTF-8 text."
    except UnicodeDecodeError as error:
        content = _unify_lines(raw[: error.start].decode())
        start = len(content)
        message, hint = f"{name} is not UTF-8 text", "Save it as UTF-8 in your editor."
    return Finding(SourceText(shown, kind, content).locate(start), message, hint)


def _unify_lines(content: str) -> str:
    """Return a text without a byte order mark and with Unix line ends."""
    content = content.removeprefix("\ufeff")
    return content.replace("\r\n", "\n").replace("\r", "\n") if "\r" in content else content


def _shown(path: "Path | os.DirEntry[str]") -> str:
    """Return a path for messages, even if a name in it is not valid text."""
    shown = os.fspath(path)
    if not shown.isascii():
        shown = os.fsencode(shown).decode("utf-8", "replace")
    return shown.replace(os.sep, "/")


def _unknown(entry: "os.DirEntry[str]", kind: str, kinds: Mapping[str, tuple[str, ...]]) -> Finding:
    """Return a finding about a file or folder that is not named after a kind of record."""
    word = kind.casefold().replace("_", " ").replace("-", " ")
    meant = (name for name, words in kinds.items() if word in (*words, name.replace("-", " ")))
    if (stem := kind.rpartition(".")[0]) in kinds:
        hint = f"Rename it to '{stem}'."
    elif found := next(meant, ""):
        hint = f"Did you mean '{found}'?"
    else:
        hint = did_you_mean(kind, kinds, 0.7) or f"Allowed names: {', '.join(sorted(kinds))}."
    message = f"{quote_excerpt(kind)} is not a kind of record"
    return Finding(Location(_shown(entry)), message, hint)


def _check_link(entry: "os.DirEntry[str]", root: str) -> Finding | None:
    target = os.path.realpath(entry.path)
    if os.path.commonpath((root, target)) != root:
        message, hint = "which is outside the data folder", "Replace it with the file."
    elif not Path(target).exists():
        message, hint = "which does not exist", "Replace it with the file, or delete it."
    else:
        return None
    written = quote_excerpt(str(Path(entry.path).readlink()))
    return Finding(Location(_shown(entry)), f"{entry.name} is a link to {written}, {message}", hint)


def _duplicate_file(entry: "os.DirEntry[str]", other: str, kind: str) -> Finding:
    return Finding(
        Location(_shown(entry)),
        f"{entry.name} and {other} are both files of {quote_excerpt(kind)}",
        "Use one file, or one folder, for each kind.",
        Severity.WARNING,
    )


def _not_read(entry: "os.DirEntry[str]") -> Finding:
    return Finding(
        Location(_shown(entry)),
        f"{entry.name} is not read",
        "Write records in files that end in .yaml, .yml, .json or .md.",
        Severity.WARNING,
    )


def _unreadable(entry: "Path | os.DirEntry[str]", error: OSError) -> Finding:
    reason = (error.strerror or "it cannot be opened").lower()
    message = f"{entry.name} cannot be read: {reason}"
    hint = "Give this user the right to read it." if isinstance(error, PermissionError) else ""
    return Finding(Location(_shown(entry)), message, hint)
