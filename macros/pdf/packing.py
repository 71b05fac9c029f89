"""A compiled file in, its links made places and its bytes made few: the same each time."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

SCHEME = "place:"
PLACES = "places.json"
ABOVE = 14.0
"""How much of the page is shown above a place, in points."""

Places = dict[str, tuple[int, float, float]]
"""The page, and how far from its left and its top, by label."""


def packed(file: Path) -> bytes:
    """Return a file whose links lead to their places, as small as can be."""
    out = BytesIO()
    with pikepdf.open(file) as pdf:
        _link(pdf, _taken(pdf))
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _taken(pdf: pikepdf.Pdf) -> Places:
    """Return where the places are, and take the list of them out of the file."""
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


def _link(pdf: pikepdf.Pdf, places: Places) -> None:
    """Turn links to the addresses of places into links to the places."""
    pages = [page.obj for page in pdf.pages]
    made: dict[str, pikepdf.Object] = {}
    for page in pages:
        for note in page.get("/Annots", []):
            action = note.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if not address.startswith(SCHEME):
                continue
            id = address.removeprefix(SCHEME)
            if id not in made:
                made[id] = pdf.make_indirect(_goes(pages, places[id]))
            note.A = made[id]
            # A reader that speaks says where a link leads: not our address, but the page.
            note.Contents = pikepdf.String(f"Page {places[id][0]}")


def _goes(pages: list[Any], place: tuple[int, float, float]) -> Dictionary:
    number, x, y = place
    page = pages[number - 1]
    top = float(page.MediaBox[3]) - y + ABOVE
    where = Array([page, Name.XYZ, max(0, round(x, 2)), round(top, 2), None])
    return Dictionary(S=Name.GoTo, D=where)
