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
_ADDRESS = re.compile(rb"/S/URI/URI\(" + _NAME)
_SPOKEN = re.compile(rb"/Contents\(" + _NAME)
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
        led = _resolve_links(file.read_bytes(), _pop_targets(pdf), [page.obj for page in pdf.pages])
    file.write_bytes(led)
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
    kept = [one for one in pdf.Root.get("/AF", Array()) if str(one.get("/UF", "")) != PLACES]
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
    moves. Taking each link of a book apart as an object needs as long as half of its setting.
    """
    heights = [float(page.MediaBox[3]) for page in pages]
    led: dict[bytes, bytes] = {}

    def lead(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if name.decode().rstrip(FILLER) not in places:  # A text that only looks like an address.
            return found[0]
        if name not in led:
            number, x, y = places[name.decode().rstrip(FILLER)]
            top = heights[number - 1] - y + ABOVE
            page = pages[number - 1].objgen[0]
            led[name] = f"/S/GoTo/D[{page} 0 R/XYZ {max(0, x):.0f} {top:.0f} null]".encode()
        return led[name].ljust(len(found[0]))

    def tell(found: re.Match[bytes]) -> bytes:
        # A reader that speaks says where a link leads: not our address, but the page.
        place = places.get(found[1].decode().rstrip(FILLER))
        if place is None:
            return found[0]
        number = place[0]
        return f"/Contents(Page {number})".encode().ljust(len(found[0]))

    return _SPOKEN.sub(tell, _ADDRESS.sub(lead, content))
