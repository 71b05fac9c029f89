"""Typst code in, the finished file out. The same code gives the same bytes."""

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
from ..loading.files import SourceText
from .blocks import PageRun
from .book import Chapter
from .packing import finish

HOME = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
_MISSING = re.compile(r'text `"(.+?)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
MOST_NAMED = 3
"""How many letters and places a message names; more of them have the same fix."""
_AT_LINE = re.compile(r"book\.typ:(\d+)")
LOGOS = ("logo.svg", "logo.png", "logo.jpg")


@dataclass(frozen=True)
class TypstSource:
    """Everything that a PDF is made of."""

    opening: str
    """The code before the chapters."""
    runs: Sequence[PageRun]
    closing: str
    """The code after the chapters."""
    facts: Mapping[str, Any]
    """What the templates read from facts.json."""
    files: Mapping[str, bytes]
    """Pictures and attachments, by the names under which the code finds them."""


def compile_pdf(source: TypstSource, overrides: Path | None, moment: int) -> bytes:
    """Return the PDF.

    `overrides` is a folder with templates and fonts of the organisation. `moment` is the date of
    the file, in seconds since 1970.

    Raises:
        ManualError: something cannot be set; each finding names the page, if it is known.
    """
    with tempfile.TemporaryDirectory(prefix="aims-pdf-") as name:
        folder = Path(name)
        for path, content in source.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        facts = dict(source.facts, logo=_copy_templates(folder, overrides))
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        (folder / "facts.json").write_text(text, encoding="utf-8")
        _write(folder / "book.typ", source)
        fonts = [HOME / "fonts", *([overrides / "fonts"] if overrides else [])]
        _compile(folder, [font for font in fonts if font.is_dir()], source, moment)
        return finish(folder / "book.pdf", source.facts["lang"])


def _copy_templates(folder: Path, overrides: Path | None) -> str:
    """Copy the templates, those of the organisation last; return the name of the logo.

    A logo beside the organisation's templates has priority over the logo of its site.
    """
    for place in (HOME, overrides):
        for file in sorted(place.glob("*")) if place and place.is_dir() else ():
            if file.suffix == ".typ" or file.name in LOGOS:
                shutil.copy(file, folder / file.name)
    places = [place for place in (overrides, folder) if place]
    return next((name for place in places for name in LOGOS if (place / name).is_file()), "")


def _write(file: Path, source: TypstSource) -> None:
    """Write the code. Each line of a run stays a line: `_chapter_at` counts them."""
    with file.open("w", encoding="utf-8", newline="\n") as book:
        book.write(source.opening + "\n")
        for run in source.runs:
            book.write(f"{run.code}\n")
        book.write(source.closing + "\n")


def _compile(folder: Path, fonts: list[Path], source: TypstSource, moment: int) -> None:
    """Compile book.typ in a folder into book.pdf; a warning is an error.

    Raises:
        ManualError: Typst reports an error or a warning.
    """
    # No fonts of the machine and none inside Typst: the file is the same on every machine.
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
        raise ManualError(_findings(error, source)) from error
    if warnings:
        # A warning can mean that something was left out.
        raise ManualError(finding for warning in warnings for finding in _findings(warning, source))


def _findings(error: typst.TypstError | typst.TypstWarning, source: TypstSource) -> list[Finding]:
    """Return an error or warning of Typst as findings about the pages concerned."""
    diagnostic = error.diagnostic or ""
    unknown = dict.fromkeys(_MISSING.findall(f"{error.message}\n{diagnostic}"))
    if unknown:
        return _letter_findings([_decode_letters(text) for text in unknown], source)
    hint = " ".join(error.hints)
    found = _AT_LINE.search(diagnostic)
    chapter = _chapter_at(int(found[1]), source) if found else None
    if chapter:
        message = f"{chapter.title}: this page cannot be typeset: {error.message}"
        return [Finding(chapter.where, message, hint, rule="pdf-page")]
    place = Location("macros/pdf/manual.typ")
    detail = diagnostic.strip() or error.message
    return [Finding(place, f"the book cannot be typeset: {detail}", hint, rule="pdf-page")]


def _chapter_at(line: int, source: TypstSource) -> Chapter | None:
    """Return the chapter of a line of book.typ; None if the line is not in a chapter."""
    last = source.opening.count("\n") + 1
    if line <= last:  # The error is in a template.
        return None
    lines = [chapter for run in source.runs for chapter, _ in run.lines]
    return lines[line - last - 1] if line - last <= len(lines) else None


def _decode_letters(shown: str) -> str:
    """Return the letters that Typst names, some of them by code point: `\\u{f0b7}`."""
    return _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), shown)


def _letter_findings(texts: Sequence[str], source: TypstSource) -> list[Finding]:
    """Return a finding for each script with letters that no font has."""
    scripts: dict[str, dict[str, None]] = {}
    for letter in dict.fromkeys("".join(texts)):
        scripts.setdefault(_script(letter), {})[letter] = None
    return [_script_finding(script, list(letters), source) for script, letters in scripts.items()]


def _script_finding(script: str, letters: Sequence[str], source: TypstSource) -> Finding:
    """Return the finding about letters of one script, with the first pages that have them."""
    lines = [line for run in source.runs for line in run.lines]
    found = {chapter.where: None for chapter, code in lines if any(map(code.__contains__, letters))}
    # A register that repeats a title is not the place to change it.
    written = [where for where in found if not where.path.endswith(".html")]
    places = written or [*found] or [Location("macros/pdf/manual.typ")]
    places = [*dict.fromkeys(_place_of_letter(where, letters) for where in places)]
    shown = ", ".join(f"'{letter}' (U+{ord(letter):04X})" for letter in letters[:MOST_NAMED])
    more = (
        f" and {len(letters) - MOST_NAMED} more {script} letters"
        if len(letters) > MOST_NAMED
        else ""
    )
    also = ", ".join(str(where) for where in places[1:MOST_NAMED])
    if len(letters) == 1 and unicodedata.category(letters[0]) == "Co":
        hint = (
            "Replace it, for example a bullet by `-`: private letters have no meaning of their own."
        )
    else:
        hint = "Replace it, or add a font that has it to overrides/pdf/fonts/."
    beside = f"; also in {also}" if also else ""
    message = f"no font has the letter {shown}{more}{beside}"
    return Finding(places[0], message, hint, rule="pdf-letter")


def _place_of_letter(where: Location, letters: Sequence[str]) -> Location:
    """Return the first line with one of some letters, or the place where their record begins."""
    file = Path(where.path)
    if not file.is_file():
        return where
    content = file.read_text(encoding="utf-8-sig", errors="replace")
    text = SourceText(where.path, "", content)
    start = sum(len(line) + 1 for line in content.split("\n")[: where.line - 1])
    found = re.compile("|".join(map(re.escape, letters))).search(content, start)
    return text.locate(found.start()) if found else where


def _script(letter: str) -> str:
    """Return the script of a letter, by its name in Unicode: `CJK`, `DEVANAGARI`."""
    name = unicodedata.name(letter, "")
    return name.split()[0].split("-")[0] if name else f"U+{ord(letter):04X}"
