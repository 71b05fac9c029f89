"""The editions in a folder: listed, not listed, and kept aside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...diagnostics import escape_control
from . import manifest
from .editions import AUDIENCE, DAY, Editions
from .errors import PublishingError
from .layout import SIGNATURE, VERSIONS, editions_there, kept_aside


def contents(folder: Path) -> dict[str, Any]:
    """Return the editions in a published folder.

    Raises:
        PublishingError: If the folder does not exist, or its list cannot be read.
    """
    if not folder.is_dir():
        raise PublishingError(f"{folder}: does not exist", "Name the published folder.")
    editions = Editions.read(folder)
    listed = [edition.name for edition in editions]
    found = []
    for edition in editions:
        there = folder / edition.name
        content = manifest.read_from(there)
        found.append(
            {
                "edition": edition.name,
                "title": edition.title,
                "aliases": [*edition.aliases],
                "day": edition.properties.get(DAY),
                "audience": edition.properties.get(AUDIENCE),
                "signed": (there / SIGNATURE).is_file(),
                "commit": content.source.commit if content and content.source else None,
                "files": len(content.files) if content else None,
                "bytes": sum(file.bytes for file in content.files.values()) if content else None,
            }
        )
    return {
        "editions": found,
        "unlisted": [name for name in editions_there(folder) if name not in listed],
        "aside": kept_aside(folder),
    }


def text(found: dict[str, Any]) -> str:
    """Return the editions as a table for a person."""
    rows = [["edition", "as of", "audience", "aliases", "signed", "files", "MB", "commit"]]
    rows += [
        [
            edition["edition"]
            + (f" ({edition['title']})" if edition["title"] != edition["edition"] else ""),
            edition["day"] or "",
            edition["audience"] or "",
            ", ".join(edition["aliases"]),
            "yes" if edition["signed"] else "no",
            "" if edition["files"] is None else str(edition["files"]),
            "" if edition["bytes"] is None else f"{edition['bytes'] / 1e6:.1f}",
            (edition["commit"] or "")[:12],
        ]
        for edition in found["editions"]
    ]
    rows = [[escape_control(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    if not found["editions"]:
        lines = ["No editions are listed."]
    lines += [f"{escape_control(name)}: not listed in {VERSIONS}" for name in found["unlisted"]]
    lines += [f"{escape_control(path)}: kept aside" for path in found["aside"]]
    return "\n".join(lines) + "\n"


def as_json(found: dict[str, Any]) -> str:
    """Return the editions for a program, as JSON."""
    return json.dumps(found, indent=2) + "\n"


FORMATS: dict[str, Callable[[dict[str, Any]], str]] = {"text": text, "json": as_json}
