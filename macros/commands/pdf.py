import argparse
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from .. import program
from ..checks._redacted_manual import redact_manual
from ..diagnostics import Finding, Location, ManualError, did_you_mean
from ..loading.settings import EPOCH_HINT, given_moment
from ..manual import Manual
from ..model import Entity
from ..pages._outline import FILE, Outline
from ._parser import add_data, add_site
from ._steps import PDF
from ._terminal import Terminal, counted
from ._writing import ensure_file, put
from .build import pages_of

NAME = "pdf"
UNPRINTED = ("reference/", "onboarding/")
"""Pages for people who write the data, and pages whose content other chapters have."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_data(parser)
    add_site(parser, "built site")
    parser.add_argument(
        "--overrides",
        type=Path,
        metavar="FOLDER",
        default=Path("overrides/pdf"),
        help="folder with your own look.typ or manual.typ (default: %(default)s)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"file to write (default: SITE/{PDF}; for a part, its id and .pdf)",
    )
    parser.add_argument(
        "--without",
        metavar="PATH",
        nargs="*",
        default=UNPRINTED,
        help=f"pages to leave out (default: {' '.join(UNPRINTED)})",
    )
    part = parser.add_argument_group("one part only").add_mutually_exclusive_group()
    part.add_argument("--page", metavar="PATH", help="one page, such as processes/prc-03/")
    part.add_argument("--role", metavar="ID", help="one role, as a hand-out")
    part.add_argument("--policy", metavar="ID", help="one policy, as a controlled document")


def run(options: argparse.Namespace) -> int:
    """Create a PDF of the built site, a policy, a role or a page.

    Raises:
        ManualError: The data has no record, or content cannot be typeset.
    """
    terminal: Terminal = options.terminal
    out = _out(options)
    ensure_file(out)
    manual = Manual.load(options.data)
    if not any(True for _ in manual.entities):
        raise ManualError(manual.findings)  # They say why there is no record at all.
    with terminal.step("Typesetting the PDF"):
        content = _content(redact_manual(manual), options)
    put(out, content)
    pages = counted(pages_of(out), "page")
    size = f"{len(content) / 1e6:.1f} MB"
    terminal.result(f"Wrote {out} ({pages}, {size}, {terminal.elapsed()}).")
    return 0


def _out(options: argparse.Namespace) -> Path:
    if options.out:
        return Path(options.out)
    name = options.role or options.policy or (options.page or "").strip("/").replace("/", "-")
    return Path(f"{name.lower()}.pdf") if name else Path(options.site) / PDF


def _content(manual: Manual, options: argparse.Namespace) -> bytes:
    """Return the PDF that the options ask for."""
    try:
        from .. import pdf
        from ..pdf import book, cover
    except ImportError as error:
        hint = "The PDF needs the packages typst, lxml and pikepdf."
        missing = Finding(Location("pdf"), program.missing(error), hint, rule="pdf-page")
        raise ManualError([missing]) from error
    outline, moment = _outline(options.site), _moment(manual, options.data)
    record = _record(manual, options)
    if not (record or options.page):
        chapters, facts = book.chapters(outline, options.without), cover.manual_facts(manual)
        attached = cover.attachments(manual, options.data, options.site)
        return pdf.whole_book(options.site, chapters, facts, attached, options.overrides, moment)
    path = record.address if record else options.page
    chapters = book.single_chapter(outline, path)
    if not chapters:
        where = Location(str(options.site))
        raise ManualError([Finding(where, f"the site has no page {path}", rule="pdf-page")])
    facts = (
        cover.record_facts(manual, record)
        if record
        else cover.page_facts(manual, chapters[0].title)
    )
    if record:
        chapters = [replace(chapters[0], title=record.title)]
    return pdf.single_document(options.site, chapters, facts, options.overrides, moment)


def _record(manual: Manual, options: argparse.Namespace) -> Entity | None:
    """Return the record that the options ask for, if any."""
    name, kind = options.role or options.policy, "roles" if options.role else "policies"
    if not name:
        return None
    found = manual.find(name)
    if found is None or found.folder != kind:
        message = f"no {'role' if options.role else 'policy'} has the id '{name}'"
        there = [record.id for record in manual.entities if record.folder == kind]
        hint = did_you_mean(name, there) or f"Allowed ids: {', '.join(sorted(there))}."
        raise ManualError([Finding(Location(str(options.data)), message, hint, rule="pdf-page")])
    return found


def _outline(site: Path) -> Outline:
    if not (site / FILE).is_file():
        hint = f"Run `{program.build()}`, which builds the site and the PDF."
        message = f"{site} is not a finished site ({FILE} is missing)"
        raise ManualError([Finding(Location(str(site)), message, hint, rule="pdf-page")])
    return Outline.read(site)


def _moment(manual: Manual, data: Path) -> int:
    """Return the time stamp of the file: `SOURCE_DATE_EPOCH`, or the date of the manual.

    Raises:
        ManualError: If `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    try:
        given = given_moment(os.environ)
    except ValueError as error:
        raise ManualError([Finding(Location(str(data)), str(error), EPOCH_HINT)]) from None
    day = manual.day
    return int((given or datetime(day.year, day.month, day.day, tzinfo=UTC)).timestamp())
