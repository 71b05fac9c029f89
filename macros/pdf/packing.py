"""A compiled file in, the finished file out: its links lead to places, and it is compressed."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pikepdf
from pikepdf import Array

SCHEME = "place:"
PLACES = "places.json"
FILLER = "~"
"""Fills up a short address to the length of the place that replaces it."""
_NAME = SCHEME.encode() + rb"([\w.~-]+)\)"
_ADDRESS = re.compile(
    rb"(?P<address>/S/URI/URI\("
    + _NAME
    + rb")>>(?:[^()<>]*?(?P<spoken>/Contents\("
    + _NAME
    + rb"))?"
)
_LINK = b"<</Type/Annot/Subtype/Link"
_OFFSETS = re.compile(rb"xref\n0 (\d+)\n")
_OFFSET = 20
"""How long an entry of the table of objects is (ISO 32000-1, 7.5.4)."""
COMPRESSION: Literal[4] = 4
"""The compression level, of 9: a twentieth fewer bytes would take a third more time."""
ABOVE = 14.0
"""How much of the page is shown above a place, in points."""

Places = dict[str, tuple[int, float, float]]
"""The page, and the distance from its left and its top in points, by label."""


def finish(file: Path, language: str) -> bytes:
    """Return a compiled file with links to places, compressed.

    `language` is the tag of its language (BCP 47).
    """
    with pikepdf.open(file) as pdf:
        resolved = _resolve_links(
            file.read_bytes(), _pop_targets(pdf), [page.obj for page in pdf.pages]
        )
    file.write_bytes(resolved)
    out = BytesIO()
    pikepdf.settings.set_flate_compression_level(COMPRESSION)
    with pikepdf.open(file) as pdf:
        _pop_targets(pdf)
        pdf.Root.Lang = pikepdf.String(language)
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _pop_targets(pdf: pikepdf.Pdf) -> Places:
    """Return the positions of the places, and remove the list of them from the file."""
    found = pdf.attachments.get(PLACES)
    if found is None:
        return {}
    lines: list[list[Any]] = json.loads(found.get_file().read_bytes())
    del pdf.attachments[PLACES]
    files = pdf.Root.get("/AF", Array())
    kept = [file for file in files if str(file.get("/UF", "")) != PLACES]
    if kept:
        pdf.Root.AF = Array(kept)
    elif "/AF" in pdf.Root:
        del pdf.Root.AF
    if not len(pdf.attachments) and "/Names" in pdf.Root and "/EmbeddedFiles" in pdf.Root.Names:
        del pdf.Root.Names.EmbeddedFiles
    return {id: (page, x, y) for id, page, x, y in lines}


def _resolve_links(content: bytes, places: Places, pages: list[Any]) -> bytes:
    """Return a file in which the addresses of places have become the places.

    What takes the room of an address is as long as the address was, so that nothing in the file
    moves. Taking each link of a book apart as an object needs as long as half of its setting, so
    links are read where the table of objects says that an object begins: a title that spells a
    link is not one.
    """
    heights = [float(page.MediaBox[3]) for page in pages]
    objects = _object_offsets(content)
    resolved = bytearray(content)
    for found in _ADDRESS.finditer(content):
        place = places.get(found[2].decode().rstrip(FILLER))
        if place is None or not _is_link(content, found.start(), objects):
            continue
        number, x, y = place
        top = heights[number - 1] - y + ABOVE
        page = pages[number - 1].objgen[0]
        _put(
            resolved, found, "address", f"/S/GoTo/D[{page} 0 R/XYZ {max(0, x):.0f} {top:.0f} null]"
        )
        if found["spoken"]:
            # A reader that speaks says where a link leads: not our address, but the page.
            _put(resolved, found, "spoken", f"/Contents(Page {number})")
    return bytes(resolved)


def _is_link(content: bytes, at: int, objects: set[int]) -> bool:
    """Return whether an address is that of a link: an object, with no text before the address."""
    line = content.rfind(b"\n", 0, at) + 1
    beginning = content.rfind(b"\n", 0, line - 1) + 1
    return beginning in objects and content.startswith(_LINK, line) and b"(" not in content[line:at]


def _put(resolved: bytearray, found: re.Match[bytes], part: str, text: str) -> None:
    start, end = found.span(part)
    resolved[start:end] = text.encode().ljust(end - start)


def _object_offsets(content: bytes) -> set[int]:
    """Return where the objects of a file begin, as its table of objects says."""
    start = int(content[content.rindex(b"startxref") :].split()[1])
    table = _OFFSETS.match(content, start)
    if not table:
        raise ValueError("the file has no table of objects in the classic form")
    end = table.end() + _OFFSET * int(table[1])
    return {int(content[at : at + 10]) for at in range(table.end(), end, _OFFSET)}
