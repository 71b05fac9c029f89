import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

from .. import checks
from ..checks import _formats
from ..diagnostics import ManualError, escape_control
from ..editions.git import GitError
from ..editions.publishing import provenance, publisher, rollback, signing
from ..editions.publishing.aliases import As
from ..editions.publishing.errors import PublishingError, in_output
from ..editions.publishing.installing import Edition
from ..editions.publishing.layout import edition_name
from ..editions.publishing.manifest import Source
from ..loading.project import WITH_PDF, data_folder, ensure_readable
from ..loading.settings import Edition as Audience
from ..manual import Manual
from .build import steps

NAME = "publish"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder to add to"
    )
    parser.add_argument(
        "--edition", metavar="2.1", help="its number; else as organisation.yaml says"
    )
    parser.add_argument("--alias", help="another name for it; else `latest` where it is the newest")
    parser.add_argument(
        "--alias-as", choices=get_args(As), help="what an alias is: a link, or a page that leads on"
    )
    parser.add_argument("--title", help="what readers choose it by; else its number")
    parser.add_argument(
        "--for", dest="audience", choices=get_args(Audience), help="for whom; else as settings say"
    )
    parser.add_argument("--data", type=Path, help="the data folder, where not that of mkdocs.yml")
    parser.add_argument("--replace", action="store_true", help="keep another of its number aside")
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign with this Ed25519 key")
    parser.add_argument("--break-lock", action="store_true", help="where its holder is gone")


def run(options: argparse.Namespace) -> int:
    """Publish an edition into a folder of editions, whole or not at all."""
    try:
        ensure_readable()
        data = options.data or data_folder()
        _refuse_inside(options.to, [data, Path("docs"), Path("overrides")])
        manual = Manual.load(data)
        findings = checks.run(manual)
        if any(one.severity.fails(manual.settings.fail_on) for one in findings):
            sys.stdout.write(_formats.text(findings))
            return 1
        print(f"Checked: {_formats.count(findings)}")
        key = signing.private_key(options.key) if options.key else None
        edition = _edition(manual, options)
        os.umask(0o022)  # A web server, which is somebody else, reads what is published.
        outcome = publisher.publish(
            options.to,
            edition,
            lambda fresh: _build(fresh, manual, edition, options),
            replace=options.replace,
            key=key,
            break_lock=options.break_lock,
        )
    except ManualError as error:
        sys.stdout.write(_formats.text(error.findings))
        return 1
    except PublishingError as error:
        print(error, file=sys.stderr)
        return 1
    aside = f"; what was there is in {options.to}/{outcome.aside}" if outcome.aside else ""
    print(escape_control(f"{options.to}/{edition.name}: {outcome.said}{aside}{edition.without}."))
    sys.stdout.write(rollback.text(options.to))
    return 0


def _refuse_inside(to: Path, sources: list[Path]) -> None:
    """Raise why nothing is published into a folder that the manual is made of."""
    for folder in sources:
        if to.resolve().is_relative_to(folder.resolve()):
            said = f"{to}: is inside {folder}{os.sep}, which the manual is made of"
            raise PublishingError(said, "Publish into a folder of its own.")


def _edition(manual: Manual, options: argparse.Namespace) -> Edition:
    """Return what is to be published; its number is the one that its pages show."""
    own = manual.organisation.edition if manual.organisation else ""
    name = edition_name(options.edition or own)
    if own and name != own:
        where = manual.locate(manual.organisation).path if manual.organisation else "the data"
        said = f"{where}: the manual says that it is edition {own}, not {name}"
        raise PublishingError(said, f"Write `edition: {name}` there, or publish it as {own}.")
    source, without = _source(options)
    audience = options.audience or manual.settings.shown_to()
    if audience == "staff" and not manual.settings.withhold:
        print("This edition for staff shows everything: the settings say `withhold: []`.")
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
    """Return the commit that the manual is made from, or in words why there is none."""
    data = options.data or data_folder()
    read = [data, *map(Path, ("docs", "overrides", "mkdocs.yml", "main.py"))]
    try:
        source = provenance.source(Path.cwd(), options.to, read)
    except GitError as error:
        return None, f"; its commit cannot be reported: {error.reason}"
    if not source.clean:
        print("Not all of this is committed; the manifest says so.")
    return source, ""


def _build(fresh: Path, manual: Manual, edition: Edition, options: argparse.Namespace) -> None:
    """Build the site and its PDF into a folder, or say what went wrong."""
    environment = {**os.environ, **_environment(manual, edition, options)}
    for step, said in zip(steps(fresh, options.data), ("the site", "the PDF"), strict=True):
        print(f"Making {said} ...", flush=True)
        done = subprocess.run(
            step,
            env=environment,
            check=False,
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            # A program that finds no room ends as programs do; here that is said in plain words.
            if refused := in_output(done.stdout, options.to):
                raise refused
            lines = done.stdout.splitlines(keepends=True)
            sys.stderr.writelines(line for line in lines if not line.startswith("INFO"))
            cure = "Put right what is said above."
            raise PublishingError(f"{options.to}: nothing was published", cure)


def _environment(manual: Manual, edition: Edition, options: argparse.Namespace) -> dict[str, str]:
    """Return what the steps of the build are told besides."""
    moment = str(int(manual.settings.moment().timestamp()))
    told = {
        "NO_MKDOCS_2_WARNING": "1",
        WITH_PDF: "1",
        "AIMS_EDITION": edition.audience,
        "AIMS_EDITION_NAME": edition.name,
        "AIMS_EDITIONS": str(options.to.resolve()),
        # The site map would bear today's date.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or moment,
    }
    if options.data:
        told["AIMS_DATA"] = str(options.data.resolve())
    if site := os.environ.get("SITE_URL"):
        told["SITE_URL"] = f"{site.rstrip('/')}/{edition.name}/"
    return told
