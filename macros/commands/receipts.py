import argparse
from collections.abc import Iterable
from pathlib import Path

from ..diagnostics import Finding, ManualError, escape_control
from ..loading.acknowledgement_files import read_acknowledgements
from ..manual import Manual
from ..manual.newcomers import Newcomer, propose
from ..model.acknowledgement import Acknowledgement
from ..model.person import Person
from ..program import command
from . import _acknowledgements
from ._parser import add_data
from ._writing import put

NAME = "receipts"
WAITING = ".waiting.json"
"""The file of acknowledgements of people whom the manual does not have. The build ignores it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "action",
        choices=["import"],
        metavar="ACTION",
        help="import: add acknowledgements to the data",
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="acknowledgements as JSON, text, mail (.eml), CSV or XLSX; "
        "default: those that wait for a person",
    )
    parser.add_argument(
        "--add-people",
        action="store_true",
        help="add people whom the manual does not have; not those with a name like a known one",
    )
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Import acknowledgements; report the invalid ones and leave them out."""
    folder = options.data / Acknowledgement.folder
    findings: list[Finding] = []
    waiting: list[dict[str, str]] = []
    imported = left_out = 0
    for path in options.files:
        try:
            sorted_out = _acknowledgements.sort_out(options.data, path, read_acknowledgements(path))
        except ManualError as error:
            findings += error.findings
            left_out += 1
            continue
        findings += sorted_out.findings
        imported += len(sorted_out.valid)
        left_out += sorted_out.left_out
        waiting += sorted_out.waiting
        _write(options, path.stem, sorted_out.valid)
    _keep(folder / WAITING, waiting)
    late, still = _retry(options, findings)
    options.terminal.problems(sorted(findings, key=lambda finding: finding.order))
    _tell(options, still)
    counts = [f"{imported + late} imported"]
    counts += [f"{len(still)} waiting"] if still else []
    options.terminal.result(f"{', '.join(counts)}, {left_out} left out.")
    return int(bool(left_out))


def _keep(store: Path, rows: Iterable[dict[str, str]]) -> None:
    """Add acknowledgements to those that wait; one that waits already is not added again."""
    rows = list(rows)
    if not rows:
        return
    before = [found.values for found in read_acknowledgements(store)] if store.is_file() else []
    new = [row for row in rows if row not in before]
    put(store, _acknowledgements.written([*before, *new]).encode())


def _retry(
    options: argparse.Namespace, findings: list[Finding]
) -> tuple[int, list[dict[str, str]]]:
    """Import what waited for a person who is in the manual now.

    Returns:
        How many were imported, and those that still wait.
    """
    store = options.data / Acknowledgement.folder / WAITING
    if not store.is_file():
        return 0, []
    received = read_acknowledgements(store)
    if options.add_people:
        manual = Manual.load(options.data)
        for newcomer in propose(manual, _acknowledgements.of_newcomers(manual, received)):
            if not newcomer.similar:
                _write_person(options, newcomer)
    sorted_out = _acknowledgements.sort_out(options.data, store, received)
    findings += sorted_out.findings
    _write(options, "newcomers", sorted_out.valid)
    # Invalid ones stay too: nobody has another copy of them.
    still = [*sorted_out.waiting, *sorted_out.invalid]
    if still:
        put(store, _acknowledgements.written(still).encode())
    else:
        store.unlink()
    return len(sorted_out.valid), still


def _write(options: argparse.Namespace, stem: str, rows: list[dict[str, str]]) -> None:
    if rows:
        folder = options.data / Acknowledgement.folder
        new = _acknowledgements.write(folder, stem, _acknowledgements.written(rows))
        options.terminal.result(escape_control(f"Created {new}."))


def _write_person(options: argparse.Namespace, newcomer: Newcomer) -> None:
    new = options.data / Person.folder / f"{newcomer.id}.yaml"
    if not new.exists():
        put(new, newcomer.written().encode())
        options.terminal.result(escape_control(f"Created {new}."))


def _tell(options: argparse.Namespace, rows: list[dict[str, str]]) -> None:
    """Print the people to add."""
    if not rows:
        return
    store = options.data / Acknowledgement.folder / WAITING
    parts = [f"{len(rows)} waiting in {store}: the manual does not have these people yet."]
    for newcomer in propose(Manual.load(options.data), rows):
        path = options.data / Person.folder / f"{newcomer.id}.yaml"
        other = f"# If this is {newcomer.similar}, add the name to `aliases` there instead.\n"
        parts.append(f"{other if newcomer.similar else ''}# {path}\n{newcomer.written().rstrip()}")
    both = command("receipts import --add-people")
    again = command("receipts import")
    parts.append(f"Create these files and run `{again}`. To do both now, run `{both}`.")
    lines = "\n\n".join(parts).splitlines()
    options.terminal.result("\n".join(map(escape_control, lines)))
