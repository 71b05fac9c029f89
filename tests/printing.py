"""Helpers of the PDF tests: a fixture that prints small books, and a reader of finished ones."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from macros import pdf
from macros.pages._outline import Outline, OutlineEntry
from macros.pdf import book, cover

FACTS = {
    "organisation": "Example",
    "title": "Example manual",
    "docid": "EX-1",
    "edition": "Edition 1.0",
    "classification": "Internal",
    "lang": "en",
    "control": [["Document id", "EX-1"], ["Approved by", "Board"]],
    "history": [],
    "distribution": [],
    "issued": "1 September 2026",
    "date": "2026-09-01",
    "standard": "",
    "subject": "",
}
MOMENT = 1_788_220_800


class Printed:
    """A finished PDF, as readers and auditors get it."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self.content = content
        self.path = folder / "printed.pdf"
        self.path.write_bytes(content)
        self.pdf = pikepdf.open(BytesIO(content))
        # Poppler reads objects one by one, and unpacks a whole stream for each.
        self._flat = folder / "flat.pdf"
        self.pdf.save(self._flat, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        self.number = {page.objgen: n for n, page in enumerate(self.pdf.pages, start=1)}
        self._names: dict[str, pikepdf.Object] = {}
        if "/Names" in self.pdf.Root and "/Dests" in self.pdf.Root.Names:
            self._names = dict(pikepdf.NameTree(self.pdf.Root.Names.Dests).items())

    def texts(self, layout: bool = False) -> list[str]:
        """Return the text of each page; what lies outside the page is not read."""
        command = ["pdftotext", "-cropbox", "-layout" if layout else "-raw", self._flat, "-"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.replace("\u200b", "").split("\f")[:-1]

    def extracted(self, *options: str) -> str:
        """Return the text as `pdftotext` gives it with these options."""
        command = ["pdftotext", *options, self._flat, "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def structure(self) -> str:
        """Return the text in the order of the tags."""
        command = ["pdfinfo", "-struct-text", self._flat]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def words(self) -> list[list[tuple[str, float, float, float, float]]]:
        """Return the words of each page, each with its left, top, right and bottom."""
        command = ["pdftotext", "-cropbox", "-bbox", self._flat, "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        pages = html.fromstring(done.stdout).iter("page")
        sides = ("xmin", "ymin", "xmax", "ymax")
        return [
            [(word.text or "", *(float(word.get(side)) for side in sides)) for word in page]
            for page in pages
        ]

    def crossing(self) -> list[tuple[int, str, str]]:
        """Return words that are printed over other words, with their page."""
        found = []
        for number, words in enumerate(self.words(), start=1):
            # Sorted by their tops, a word can only meet those that begin before it ends.
            words.sort(key=lambda word: word[2])
            for at, (text, left, top, right, bottom) in enumerate(words):
                for other, x, y, to, below in words[at + 1 :]:
                    if y >= bottom:
                        break
                    wide = min(right, to) - max(left, x)
                    high = min(bottom, below) - y
                    narrow, low = min(right - left, to - x), min(bottom - top, below - y)
                    if wide > 0.3 * narrow and high > 0.6 * low:
                        found.append((number, text, other))
        return found

    @property
    def text(self) -> str:
        return "\n".join(self.texts())

    def target(self, destination) -> int | None:
        """Return the page that a destination is on."""
        if isinstance(destination, pikepdf.String | pikepdf.Name | str):
            destination = self._names.get(str(destination))
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        return None if destination is None else self.number.get(destination[0].objgen)

    def links(self) -> dict[int, list[int | None]]:
        """Return the pages that the links of each page lead to."""
        found: dict[int, list[int | None]] = {}
        for number, page in enumerate(self.pdf.pages, start=1):
            for note in page.get("/Annots", []):
                action = note.get("/A")
                goes = note.get("/Dest") if action is None else action.get("/D")
                if note.get("/Subtype") == "/Link" and goes is not None:
                    found.setdefault(number, []).append(self.target(goes))
        return found

    def bookmarks(self) -> list[tuple[int, int | None, str]]:
        """Return (level, page, title) of each bookmark."""
        found = []

        def walk(items, level):
            for item in items:
                goes = item.destination
                if goes is None and item.action is not None:
                    goes = item.action.get("/D")
                found.append((level, self.target(goes), item.title))
                walk(item.children, level + 1)

        with self.pdf.open_outline() as outline:
            walk(outline.root, 1)
        return found


@pytest.fixture
def print_pages(tmp_path) -> Callable[..., Printed]:
    """Return a function that prints pages, given as HTML by their path in a site."""

    def print_(
        pages: Mapping[str, str],
        files: Mapping[str, bytes] | None = None,
        overrides: Path | None = None,
    ) -> Printed:
        site = write_site(tmp_path / "site", pages, files or {})
        chapters = book.chapters(Outline.read(site))
        content = pdf.whole_book(site, chapters, FACTS, ({}, []), overrides, MOMENT)
        return Printed(content, tmp_path)

    return print_


def write_site(site: Path, pages: Mapping[str, str], files: Mapping[str, bytes]) -> Path:
    """Write a site of these pages, in this order, and its outline."""
    entries = []
    for path, inner in pages.items():
        file = site / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = f"<!doctype html><meta charset=utf-8><article>{inner}</article>"
        file.write_text(text, encoding="utf-8")
        title = html.fragment_fromstring(inner, create_parent="div").findtext(".//h1") or path
        entries.append(
            OutlineEntry(title=title, path=f"{path}/index.html", source=f"docs/{path}.md", line=3)
        )
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    Outline(entries=tuple(entries)).write(site)
    return site


def counted(text: str) -> Counter[str]:
    """Return how often each word of three letters or more is said."""
    return Counter(re.findall(r"[A-Za-z0-9]{3,}", text))


__all__ = ["FACTS", "MOMENT", "Printed", "counted", "cover", "print_pages", "write_site"]
