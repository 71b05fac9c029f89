"""Code in, the finished file out: compiled by Typst, the same each time."""

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from ..diagnostics import Finding, Location, ManualError
from ..loading.files import Text
from .blocks import Sheet
from .book import Chapter
from .packing import packed

HOME = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
_UNKNOWN = re.compile(r'text `"(.+?)"` could not be displayed')
_NUMBERED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
SHOWN = 3
"""So many letters and places are named; more of them have the same cure."""
_AT_LINE = re.compile(r"book\.typ:(\d+)")
LOGOS = ("logo.svg", "logo.png", "logo.jpg")


@dataclass(frozen=True)
class Source:
    """All that a file is made of."""

    opening: str
    """The code before the chapters."""
    sheets: Sequence[Sheet]
    closing: str
    facts: Mapping[str, Any]
    files: Mapping[str, bytes]
    """Pictures and attachments, by the names under which the code finds them."""


def compiled(source: Source, overrides: Path | None, moment: int) -> bytes:
    """Return the PDF; what cannot be set is told with the page it is on."""
    with tempfile.TemporaryDirectory(prefix="aims-pdf-") as name:
        folder = Path(name)
        for path, content in source.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        facts = dict(source.facts, logo=_lay_out(folder, overrides))
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        (folder / "facts.json").write_text(text, encoding="utf-8")
        _write(folder / "book.typ", source)
        fonts = [HOME / "fonts", *([overrides / "fonts"] if overrides else [])]
        _compile(folder, [font for font in fonts if font.is_dir()], source, moment)
        return packed(folder / "book.pdf", source.facts["lang"])


def _lay_out(folder: Path, overrides: Path | None) -> str:
    """Copy the templates, those of the organisation last; return the name of its logo.

    A logo beside its templates goes before the one of its site.
    """
    for place in (HOME, overrides):
        for file in sorted(place.glob("*")) if place and place.is_dir() else ():
            if file.suffix == ".typ" or file.name in LOGOS:
                shutil.copy(file, folder / file.name)
    places = [place for place in (overrides, folder) if place]
    return next((name for place in places for name in LOGOS if (place / name).is_file()), "")


def _write(file: Path, source: Source) -> None:
    """Write the code, each chapter beginning a line."""
    with file.open("w", encoding="utf-8", newline="\n") as book:
        book.write(source.opening + "\n")
        for sheet in source.sheets:
            book.write(f"{sheet.code}\n")
        book.write(source.closing + "\n")


def _compile(folder: Path, fonts: list[Path], source: Source, moment: int) -> None:
    # Neither the fonts of the machine nor those inside Typst: every letter comes from our folder.
    known = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font) for font in fonts],
    )
    compiler = typst.Compiler(root=str(folder), font_paths=known)
    try:
        _, warnings = compiler.compile_with_warnings(
            str(folder / "book.typ"),
            output=str(folder / "book.pdf"),
            pdf_standards=STANDARDS,
            timestamp=moment,
        )
    except typst.TypstError as error:
        raise ManualError(_told(error, source)) from error
    if warnings:
        # A warning can mean that something was left out.
        raise ManualError(finding for one in warnings for finding in _told(one, source))


def _told(error: typst.TypstError | typst.TypstWarning, source: Source) -> list[Finding]:
    """Return what Typst says as findings about the pages concerned."""
    diagnostic = error.diagnostic or ""
    unknown = dict.fromkeys(_UNKNOWN.findall(f"{error.message}\n{diagnostic}"))
    if unknown:
        return _undrawn([_letters(text) for text in unknown], source)
    hint = " ".join(error.hints)
    found = _AT_LINE.search(diagnostic)
    chapter = _at(int(found[1]), source) if found else None
    if chapter:
        message = f"{chapter.title}: this page cannot be typeset: {error.message}"
        return [Finding(chapter.where, message, hint, rule="pdf-page")]
    place = Location("macros/pdf/manual.typ")
    detail = diagnostic.strip() or error.message
    return [Finding(place, f"the book cannot be typeset: {detail}", hint, rule="pdf-page")]


def _at(line: int, source: Source) -> Chapter | None:
    """Return the chapter whose code stands on a line of the book."""
    last = source.opening.count("\n") + 1
    if line <= last:  # It is the templates that are at fault.
        return None
    lines = [whose for sheet in source.sheets for whose, _ in sheet.lines]
    return lines[line - last - 1] if line - last <= len(lines) else None


def _letters(shown: str) -> str:
    """Return the letters that Typst shows, some of them by their numbers: `\\u{f0b7}`."""
    return _NUMBERED.sub(lambda found: chr(int(found[1], 16)), shown)


def _undrawn(texts: Sequence[str], source: Source) -> list[Finding]:
    """Return a finding for each script some letters of which no font has."""
    scripts: dict[str, dict[str, None]] = {}
    for letter in dict.fromkeys("".join(texts)):
        scripts.setdefault(_script(letter), {})[letter] = None
    return [_of_script(script, list(letters), source) for script, letters in scripts.items()]


def _of_script(script: str, letters: Sequence[str], source: Source) -> Finding:
    lines = [one for sheet in source.sheets for one in sheet.lines]
    found = {whose.where: None for whose, line in lines if any(one in line for one in letters)}
    # A register that repeats a title is no place to write it otherwise.
    written = [where for where in found if not where.path.endswith(".html")]
    places = written or [*found] or [Location("macros/pdf/manual.typ")]
    places = [*dict.fromkeys(_place(where, letters) for where in places)]
    shown = ", ".join(f"'{one}' (U+{ord(one):04X})" for one in letters[:SHOWN])
    more = f" and {len(letters) - SHOWN} more {script} letters" if len(letters) > SHOWN else ""
    also = ", ".join(str(where) for where in places[1:SHOWN])
    if len(letters) == 1 and unicodedata.category(letters[0]) == "Co":
        hint = "Write the letter that is meant, such as a `-` before a point: this one is private."
    else:
        hint = "Write it otherwise, or put a font that has it into overrides/pdf/fonts/."
    beside = f"; also in {also}" if also else ""
    message = f"no font has the letter {shown}{more}{beside}"
    return Finding(places[0], message, hint, rule="pdf-letter")


def _place(where: Location, letters: Sequence[str]) -> Location:
    """Return the line on which one of some letters is written, or where its record begins."""
    file = Path(where.path)
    if not file.is_file():
        return where
    content = file.read_text(encoding="utf-8-sig", errors="replace")
    text = Text(where.path, "", content)
    start = sum(len(line) + 1 for line in content.split("\n")[: where.line - 1])
    found = re.compile("|".join(map(re.escape, letters))).search(content, start)
    return text.locate(found.start()) if found else where


def _script(letter: str) -> str:
    """Return the script of a letter by its name in Unicode: `CJK`, `DEVANAGARI`."""
    name = unicodedata.name(letter, "")
    return name.split()[0].split("-")[0] if name else f"U+{ord(letter):04X}"
