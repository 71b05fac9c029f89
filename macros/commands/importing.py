import argparse
from dataclasses import replace
from pathlib import Path

from .. import checks
from ..diagnostics import Finding, Location, ManualError, Severity, escape_control, quote_excerpt
from ..loading import oscal
from ..loading.files import SourceText, read_text
from ..loading.oscal_values import id_of, yaml_line
from ..loading.records import load, with_text
from ..manual import Manual
from ..model._entity import slug
from ..model.framework import Framework
from ._parser import add_data
from ._terminal import counted
from ._writing import put

NAME = "import"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "format", choices=["oscal"], metavar="FORMAT", help="format of the file: oscal"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="OSCAL catalogue, JSON or YAML")
    parser.add_argument(
        "--id", metavar="ID", help="id of the framework (default: made from its title)"
    )
    parser.add_argument(
        "--title", metavar="TITLE", help="title of the framework (default: as in the catalogue)"
    )
    parser.add_argument(
        "--prefix", metavar="TEXT", help="text before each number (default: the id)"
    )
    parser.add_argument(
        "--ids-only", action="store_true", help="leave out titles, if their licence requires it"
    )
    parser.add_argument(
        "--replace", action="store_true", help="replace the file of an earlier import"
    )
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Import an OSCAL catalogue as a framework: ids and titles of its groups and controls.

    Raises:
        ManualError: If the catalogue cannot be read or would not be a valid framework.
    """
    text = read_text(options.file, "catalogues", oscal.MAX_BYTES)
    if isinstance(text, Finding):
        raise ManualError([text])
    found = oscal.read_catalogue(text)
    if options.ids_only:
        found = oscal.without_titles(found)
    if found.findings:
        raise ManualError(found.findings)
    return _import(text, found, options)


def _import(text: SourceText, found: oscal.Catalogue, options: argparse.Namespace) -> int:
    title = yaml_line(options.title) or found.title or text.name
    given = options.id or title.casefold()
    if not slug(given):
        message = f"no id can be made from {quote_excerpt(given)}"
        raise ManualError([Finding(Location(text.shown), message, "Give an id with --id.")])
    id = id_of(given, "framework")
    path: Path = options.data / "frameworks" / f"{id.lower()}.yaml"
    if path.exists() and not options.replace:
        hint = "Give the framework another id with --id, or replace the file with --replace."
        raise ManualError([Finding(Location(path.as_posix()), f"{id} exists already", hint)])
    source = f"{title}, {found.version}".rstrip(", ")
    prefix = id if options.prefix is None else options.prefix
    content = "\n".join(oscal.yaml_lines(found, id, title, prefix, source)) + "\n"
    if errors := _errors_caused(options.data, path, content):
        where = Location(text.shown)
        raise ManualError(
            replace(error, where=where, message=f"cannot be imported: {error.message}")
            for error in errors
        )
    put(path, content.encode())
    controls = sum(item["kind"] == "control" for item in found.items)
    groups = len(found.items) - controls
    withdrawn = f"; {found.withdrawn} withdrawn left out" if found.withdrawn else ""
    content_of = f"{counted(controls, 'control')} in {counted(groups, 'group')}"
    options.terminal.result(f"{escape_control(str(path))}: {content_of}{withdrawn}.")
    return 0


def _errors_caused(data: Path, path: Path, content: str) -> list[Finding]:
    """Return the errors that `check` reports with a framework and not without it."""
    shown, loaded = path.as_posix(), load(data)
    # An earlier file of it is replaced.
    loaded.records = [entry for entry in loaded.records if entry[1].text.shown != shown]
    loaded.findings = [finding for finding in loaded.findings if finding.where.path != shown]
    before = {error.message for error in _errors(Manual(loaded))}
    after = _errors(Manual(with_text(loaded, SourceText(shown, Framework.folder, content))))
    return [error for error in after if error.message not in before]


def _errors(manual: Manual) -> list[Finding]:
    return [finding for finding in checks.run(manual) if finding.severity == Severity.ERROR]
