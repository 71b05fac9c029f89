import argparse
import sys
from dataclasses import replace
from pathlib import Path

from .. import checks
from ..diagnostics import Finding, Location, Severity, escape_control, quote_excerpt
from ..loading import oscal
from ..loading.files import SourceText, read_text
from ..loading.oscal_values import id_of, yaml_line
from ..loading.project import data_folder
from ..loading.records import load, with_text
from ..manual import Manual
from ..model._entity import slug
from ..model.framework import Framework
from ._writing import put

NAME = "import"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("format", choices=["oscal"], help="what the file is: an OSCAL catalogue")
    parser.add_argument("file", type=Path, help="the catalogue, JSON or YAML")
    parser.add_argument("--id", help="the framework's id; else it is made from the title")
    parser.add_argument("--title", help="what it is called; else as the catalogue says")
    parser.add_argument("--prefix", help="what stands before its numbers; else the id")
    parser.add_argument(
        "--ids-only", action="store_true", help="leave titles out, where they may not be passed on"
    )
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")
    parser.add_argument("--replace", action="store_true", help="take the place of an earlier file")


def run(options: argparse.Namespace) -> int:
    """Take over a catalogue as a framework: ids and titles of its groups and controls."""
    text = read_text(options.file, "catalogues", oscal.MAX_BYTES)
    if isinstance(text, Finding):
        return _told([text])
    found = oscal.read_catalogue(text)
    if options.ids_only:
        found = oscal.without_titles(found)
    if found.findings:
        return _told(found.findings)
    return _taken_over(text, found, options)


def _taken_over(text: SourceText, found: oscal.Catalogue, options: argparse.Namespace) -> int:
    title = yaml_line(options.title) or found.title or text.name
    given = options.id or title.casefold()
    if not slug(given):
        said = f"no id can be made from {quote_excerpt(given)}"
        return _told([Finding(Location(text.shown), said, "Give the framework one with --id.")])
    id = id_of(given, "framework")
    path: Path = options.data / "frameworks" / f"{id.lower()}.yaml"
    if path.exists() and not options.replace:
        hint = "Give the framework another --id, or take its place with --replace."
        return _told([Finding(Location(path.as_posix()), f"{id} is there already", hint)])
    source = f"{title}, {found.version}".rstrip(", ")
    prefix = id if options.prefix is None else options.prefix
    content = "\n".join(oscal.yaml_lines(found, id, title, prefix, source)) + "\n"
    if wrong := _refused(options.data, path, content):
        where = Location(text.shown)
        return _told(
            [
                replace(one, where=where, message=f"cannot be taken over: {one.message}")
                for one in wrong
            ]
        )
    put(path, content.encode())
    controls = sum(item["kind"] == "control" for item in found.items)
    groups = len(found.items) - controls
    of = "group" if groups == 1 else "groups"
    left = f"; {found.withdrawn} withdrawn left out" if found.withdrawn else ""
    count = f"{controls} control{'' if controls == 1 else 's'}"
    print(f"{escape_control(str(path))}: {count} in {groups} {of}{left}.")
    return 0


def _refused(data: Path, path: Path, content: str) -> list[Finding]:
    """Return the errors that `check` would find with a framework and does not find without it."""
    shown, loaded = path.as_posix(), load(data)
    # An earlier file of it is replaced.
    loaded.records = [one for one in loaded.records if one[1].text.shown != shown]
    loaded.findings = [one for one in loaded.findings if one.where.path != shown]
    before = {one.message for one in _errors(Manual(loaded))}
    after = _errors(Manual(with_text(loaded, SourceText(shown, Framework.folder, content))))
    return [one for one in after if one.message not in before]


def _errors(manual: Manual) -> list[Finding]:
    return [one for one in checks.run(manual) if one.severity == Severity.ERROR]


def _told(findings: list[Finding]) -> int:
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1
