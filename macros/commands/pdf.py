import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from .. import program
from ..checks import _formats
from ..checks._redacted_manual import redact_manual
from ..diagnostics import Finding, Location, ManualError, did_you_mean
from ..loading.project import data_folder
from ..loading.settings import EPOCH_CURE, given_moment
from ..manual import Manual
from ..model import Entity
from ..pages._outline import FILE, Outline
from ._writing import ensure_file, put

NAME = "pdf"
OUT = Path("downloads") / "manual.pdf"
UNPRINTED = ("reference/", "onboarding/")
"""What concerns those who write the data, and what says again what other chapters say."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command can be told."""
    parser.add_argument("--site", type=Path, default=Path("site"), help="the finished site")
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")
    parser.add_argument("--overrides", type=Path, default=Path("overrides/pdf"))
    parser.add_argument("--out", type=Path, help=f"the file to write; else SITE/{OUT}")
    parser.add_argument("--without", metavar="PATH", nargs="*", default=UNPRINTED)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--page", metavar="PATH", help="only this page: processes/prc-03/")
    part.add_argument("--role", metavar="ID", help="only this role, as a hand-out")
    part.add_argument("--policy", metavar="ID", help="only this policy, as a controlled document")


def run(options: argparse.Namespace) -> int:
    """Set the finished site as a PDF: the whole manual, a policy, a role or a page."""
    out = _out(options)
    try:
        ensure_file(out)
        manual = Manual.load(options.data)
        if not any(True for _ in manual.entities):  # No record at all: what is wrong, loading says.
            raise ManualError(manual.findings)
        content = _made(redact_manual(manual), options)
    except ManualError as error:
        sys.stdout.write(_formats.text(error.findings))
        return 1
    put(out, content)
    print(f"{out}: {len(content) / 1e6:.1f} MB")
    return 0


def _out(options: argparse.Namespace) -> Path:
    if options.out:
        return Path(options.out)
    name = options.role or options.policy or (options.page or "").strip("/").replace("/", "-")
    return Path(f"{name.lower()}.pdf") if name else Path(options.site) / OUT


def _made(manual: Manual, options: argparse.Namespace) -> bytes:
    """Return the file that was asked for."""
    try:
        from .. import pdf
        from ..pdf import book, cover
    except ImportError as error:
        hint = "Install requirements.txt: the PDF needs typst, lxml and pikepdf."
        missing = Finding(Location("requirements.txt"), f"{error}", hint, rule="pdf-page")
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
        lost = Finding(Location(str(options.site)), f"the site has no page {path}", rule="pdf-page")
        raise ManualError([lost])
    facts = (
        cover.record_facts(manual, record)
        if record
        else cover.page_facts(manual, chapters[0].title)
    )
    if record:
        chapters = [replace(chapters[0], title=record.title)]
    return pdf.single_document(options.site, chapters, facts, options.overrides, moment)


def _record(manual: Manual, options: argparse.Namespace) -> Entity | None:
    """Return the record that was asked for."""
    name, kind = options.role or options.policy, "roles" if options.role else "policies"
    if not name:
        return None
    found = manual.find(name)
    if found is None or found.folder != kind:
        message = f"no {'role' if options.role else 'policy'} has the id '{name}'"
        there = [one.id for one in manual.entities if one.folder == kind]
        hint = did_you_mean(name, there) or f"There are: {', '.join(sorted(there))}."
        raise ManualError([Finding(Location(str(options.data)), message, hint, rule="pdf-page")])
    return found


def _outline(site: Path) -> Outline:
    if not (site / FILE).is_file():
        hint = f"Build the site first: `{program.build()}` does both."
        message = f"{site} is not a finished site ({FILE} is missing)"
        raise ManualError([Finding(Location(str(site)), message, hint, rule="pdf-page")])
    return Outline.read(site)


def _moment(manual: Manual, data: Path) -> int:
    """Return the moment the file bears: `SOURCE_DATE_EPOCH`, else the day the manual is judged."""
    try:
        given = given_moment(os.environ)
    except ValueError as error:
        raise ManualError([Finding(Location(str(data)), str(error), EPOCH_CURE)]) from None
    day = manual.day
    return int((given or datetime(day.year, day.month, day.day, tzinfo=UTC)).timestamp())
