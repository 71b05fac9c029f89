import argparse
import sys
from pathlib import Path

from .. import oscal
from ..files import Text, read_text
from ..findings import Finding, Location, quoted
from ..model._entity import slug
from ..project import data_folder

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
    text = read_text(options.file, "catalogues")
    if isinstance(text, Finding):
        return _told([text])
    found = oscal.catalogue(text)
    if options.ids_only:
        found = oscal.without_titles(found)
    if found.findings:
        return _told(found.findings)
    return _taken_over(text, found, options)


def _taken_over(text: Text, found: oscal.Catalogue, options: argparse.Namespace) -> int:
    title = options.title or found.title or text.name
    id = slug(options.id or title.casefold())
    if not id:
        said = f"no id can be made from {quoted(options.id or title)}"
        return _told([Finding(Location(text.shown), said, "Give the framework one with --id.")])
    path: Path = options.data / "frameworks" / f"{id.lower()}.yaml"
    if path.exists() and not options.replace:
        hint = "Give the framework another --id, or take its place with --replace."
        return _told([Finding(Location(path.as_posix()), f"{id} is there already", hint)])
    path.parent.mkdir(parents=True, exist_ok=True)
    source = f"{title}, {found.version}".rstrip(", ")
    prefix = id if options.prefix is None else options.prefix
    content = "\n".join(oscal.lines(found, id, title, prefix, source)) + "\n"
    # The last good file stays until the new one is complete.
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(path)
    controls = sum(item["kind"] == "control" for item in found.items)
    groups = len(found.items) - controls
    of = "group" if groups == 1 else "groups"
    left = f"; {found.withdrawn} withdrawn ones left out" if found.withdrawn else ""
    print(f"{path}: {controls} control{'' if controls == 1 else 's'} in {groups} {of}{left}.")
    return 0


def _told(findings: list[Finding]) -> int:
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1
