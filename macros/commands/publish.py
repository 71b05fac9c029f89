import argparse
import os
from pathlib import Path
from typing import get_args

from .. import checks
from ..checks import _formats
from ..diagnostics import escape_control
from ..editions.git import GitError
from ..editions.publishing import provenance, publisher, rollback, signing
from ..editions.publishing.aliases import As
from ..editions.publishing.errors import PublishingError, in_output
from ..editions.publishing.installing import Edition
from ..editions.publishing.layout import edition_name
from ..editions.publishing.manifest import Source
from ..loading.project import data_folder, ensure_readable
from ..loading.settings import Audience
from ..manual import Manual
from ._parser import Renamed
from ._steps import Runner, environment, steps
from ._terminal import Terminal
from .build import add_audience

NAME = "publish"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="published folder (required)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help=f"data folder (default: {data_folder()}, as in mkdocs.yml)",
    )
    _add_edition_options(parser)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace an edition of the same number, which is kept in .replaced/",
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="sign the manifest and the list of editions with this Ed25519 key",
    )
    parser.add_argument("--break-lock", action="store_true", help="remove a stale lock first")


def _add_edition_options(parser: argparse.ArgumentParser) -> None:
    edition = parser.add_argument_group("edition")
    edition.add_argument(
        "--edition",
        metavar="NUMBER",
        help="number, such as 2.1 (default: `edition` in organisation.yaml)",
    )
    add_audience(edition)
    edition.add_argument(
        "--for", action=Renamed, to="--audience", dest="audience", choices=get_args(Audience)
    )
    edition.add_argument(
        "--title", metavar="TITLE", help="title in the menu of editions (default: the number)"
    )
    edition.add_argument(
        "--alias",
        metavar="NAME",
        help="another name of the edition (default: latest, if no edition has a higher number)",
    )
    edition.add_argument(
        "--alias-as",
        choices=get_args(As),
        metavar="TYPE",
        help="link (symbolic link) or page (a page that redirects, for folders without links); "
        "default: the type of the existing alias, otherwise link",
    )


def run(options: argparse.Namespace) -> int:
    """Check, build and publish an edition into a folder; after an error, readers see no change."""
    terminal: Terminal = options.terminal
    ensure_readable()
    data = options.data or data_folder()
    _refuse_inside(options.to, [data, Path("docs"), Path("overrides")])
    manual = Manual.load(data)
    findings = checks.run(manual)
    if any(finding.severity.fails(manual.settings.fail_on) for finding in findings):
        terminal.findings(findings)
        return 1
    terminal.result(f"Checked the data: {_formats.count(findings).rstrip('.')}.")
    key = signing.private_key(options.key) if options.key else None
    edition = _edition(manual, options)
    os.umask(0o022)  # A web server, which is another user, reads the published files.
    outcome = publisher.publish(
        options.to,
        edition,
        lambda fresh: _build(fresh, manual, edition, options),
        replace=options.replace,
        key=key,
        break_lock=options.break_lock,
    )
    aside = f"; the replaced files are in {options.to}/{outcome.aside}" if outcome.aside else ""
    published = f"{options.to}/{edition.name}: {outcome.result}{aside}{edition.without}"
    terminal.result(escape_control(f"{published} ({terminal.elapsed()})."))
    terminal.result(rollback.text(options.to).rstrip("\n"))
    return 0


def _refuse_inside(to: Path, sources: list[Path]) -> None:
    """Refuse a published folder inside a folder that the manual is made of.

    Raises:
        PublishingError: If it is inside one.
    """
    for folder in sources:
        if to.resolve().is_relative_to(folder.resolve()):
            message = f"{to}: is inside {folder}{os.sep}, which contains sources of the manual"
            raise PublishingError(message, "Publish to another folder.")


def _edition(manual: Manual, options: argparse.Namespace) -> Edition:
    """Return the edition to publish; its number is the one that its pages show.

    Raises:
        PublishingError: If the number is invalid or differs from the one in the data.
    """
    own = manual.organisation.edition if manual.organisation else ""
    name = edition_name(options.edition or own)
    if own and name != own:
        where = manual.locate(manual.organisation).path if manual.organisation else "the data"
        message = f"{where}: the manual is edition {own}, not {name}"
        raise PublishingError(message, f"Write `edition: {name}` there, or publish it as {own}.")
    source, without = _source(options)
    audience = options.audience or manual.settings.shown_to()
    if audience == "staff" and not manual.settings.withhold:
        message = "This staff edition shows everything: the settings contain `withhold: []`."
        options.terminal.result(message)
    return Edition(
        name=name,
        audience=audience,
        day=manual.day.isoformat(),
        source=source,
        without=without,
        tools=(*provenance.tools().items(),),
        title=options.title,
        alias=options.alias,
        alias_as=options.alias_as,
    )


def _source(options: argparse.Namespace) -> tuple[Source | None, str]:
    """Return the commit that the manual is built from, or the reason why there is none."""
    data = options.data or data_folder()
    read = [data, *map(Path, ("docs", "overrides", "mkdocs.yml", "main.py"))]
    try:
        source = provenance.source(Path.cwd(), options.to, read)
    except GitError as error:
        return None, f"; its commit is unknown: {error.reason}"
    if not source.clean:
        message = "Some files are not committed; the manifest records that the source is not clean."
        options.terminal.result(message)
    return source, ""


def _build(fresh: Path, manual: Manual, edition: Edition, options: argparse.Namespace) -> None:
    """Build the site and its PDF into a folder.

    Raises:
        PublishingError: If a step of the build fails.
    """
    given = environment(options.data, edition.audience, with_pdf=True)
    runner = Runner(options.terminal, given | _of_edition(manual, edition, options))
    for step in steps(fresh, options.data):
        result = runner.run(step)
        if result.code:
            # If there is no room on the disk, the output of the step is a traceback.
            if reason := in_output(result.output, options.to):
                raise reason
            for line in result.traceback:
                options.terminal.log(line)
            hint = "Fix the errors above, then publish again."
            raise PublishingError(f"{options.to}: nothing was published", hint)


def _of_edition(manual: Manual, edition: Edition, options: argparse.Namespace) -> dict[str, str]:
    """Return the environment variables that tell the steps about the edition."""
    moment = str(int(manual.settings.moment().timestamp()))
    variables = {
        "AIMS_EDITION_NAME": edition.name,
        "AIMS_PUBLISHED": str(options.to.resolve()),
        # The site map would otherwise have today's date.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or moment,
    }
    if site := os.environ.get("SITE_URL"):
        variables["SITE_URL"] = f"{site.rstrip('/')}/{edition.name}/"
    return variables
