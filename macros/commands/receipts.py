import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from .. import checks
from ..files import Text, is_left_alone
from ..findings import Finding, Level, ManualError
from ..loading import load, with_text
from ..manual import Manual
from ..model import Controlled
from ..model.acknowledgement import Acknowledgement
from ..project import data_folder
from ..receipt_files import Received, received

NAME = "receipts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("action", choices=["import"], help="take receipts over into the data")
    parser.add_argument("files", nargs="+", type=Path, help="JSON receipts, CSV or XLSX")
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")


def run(options: argparse.Namespace) -> int:
    """Take receipts of what was read over into the data, those left out that are not sound."""
    told: list[Finding] = []
    taken = 0
    for path in options.files:
        try:
            kept, findings = sound(options.data, path)
        except ManualError as error:
            told += error.findings
            continue
        told += findings
        taken += len(kept)
        if kept:
            _write(options.data / Acknowledgement.folder, path.stem, written(kept))
    for finding in sorted(told, key=lambda one: one.order):
        print(finding, file=sys.stderr)
    print(f"{taken} taken over, {len({one.where for one in told})} left out.")
    return int(bool(told))


def sound(data: Path, path: Path) -> tuple[list[dict[str, str]], list[Finding]]:
    """Return the receipts of a file that are in order, and what is wrong with the others."""
    manual = Manual.load(data)
    rows = [(one, _settled(manual, one)) for one in received(path)]
    found: list[Finding] = []
    # What cannot be read keeps some checks from being made of the rest: so once more without it.
    while rows and (wrong := _judged(data, [row for _, row in rows])):
        found += [replace(one, where=rows[number][0].where) for number, one in wrong]
        bad = {number for number, _ in wrong}
        rows = [row for number, row in enumerate(rows) if number not in bad]
    return [row for _, row in rows], found


def _judged(data: Path, rows: list[dict[str, str]]) -> list[tuple[int, Finding]]:
    """Return what would be wrong with receipts if they stood in the data, by their numbers."""
    shown = (data / Acknowledgement.folder / "received.json").as_posix()
    text = Text(shown, Acknowledgement.folder, written(rows))
    findings = checks.run(Manual(with_text(load(data), text)))
    return [
        (max(0, one.where.line - 2), one)
        for one in findings
        if one.where.path == shown and one.level != Level.NOTICE
    ]


def written(rows: Iterable[dict[str, str]]) -> str:
    """Return receipts as a file, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _settled(manual: Manual, one: Received) -> dict[str, str]:
    """Return a receipt with the day alone of a moment, and a version as the document has it."""
    values = dict(one.values)
    if "checksum" in values:
        return values  # As it was given, or not at all.
    values["on"] = values.get("on", "")[:10]
    record = manual.find(values.get("record", ""))
    if isinstance(record, Controlled):
        known = {record.version, *(revision.version for revision in record.revisions)}
        # A spreadsheet takes 3.0 for a number, and shows 3.
        if values.get("version") not in known and f"{values.get('version')}.0" in known:
            values["version"] += ".0"
    return values


def _write(folder: Path, stem: str, content: str) -> None:
    """Write a file beside those that are there; one of the same name stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_left_alone(f"{stem}.json"):
        stem = "receipts"  # Under that name nobody would read it.
    path, number = folder / f"{stem}.json", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.json"
    path.write_text(content, encoding="utf-8")
    print(f"{path} is new.")
