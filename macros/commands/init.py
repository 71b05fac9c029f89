"""A manual of one's own, begun from the one that is shipped."""

import argparse
import re
import shutil
import sys
from pathlib import Path

from ..site.branding import LOGO

NAME = "init"
PACKAGE = Path(__file__).parents[1]
_KEPT = ("frameworks", "crosswalks")
"""What in the shipped data is true of every organisation."""
_EXAMPLE = re.compile(r"^(?:site_description|copyright):.*\n", re.MULTILINE)
_COLOUR = re.compile(r'(?<=brand_colour: )"#[0-9a-f]{6}"')
_NEUTRAL = '"#3d4852"'
"""The colour of a manual that has not been given one."""
_IGNORED = "/.venv/\n/.cache/\n/site/\n/.site-*/\n/published/\n__pycache__/\n"
"""What a manual makes of itself, and git need not keep."""
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "adr", "screens", "starter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument(
        "--empty",
        action="store_true",
        help="without the made-up organisation: a few roles, the frameworks and the crosswalks",
    )


def run(options: argparse.Namespace) -> int:
    """Begin a manual in a folder of its own: the shipped example, or almost nothing."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder} is not an empty folder. Name one that is new.", file=sys.stderr)
        return 1
    if inside := _copied_from(folder):
        print(f"{folder} is inside {inside}, which is copied. Name another.", file=sys.stderr)
        return 1
    try:
        _copy(folder, empty=options.empty)
    except OSError as error:
        print(f"{folder} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(
        f"A manual stands in {folder}. Begin with data/organisation.yaml and data/roles"
        f"{'.yaml' if options.empty else '/'}. To see it:\n"
        f"    cd {folder}\n    {'make' if _is_clone() else 'mkdocs'} serve"
    )
    return 0


def _copied_from(folder: Path) -> Path | None:
    """Return the folder that is copied and that this one is inside of, if any."""
    starter = PACKAGE.parent if _is_clone() else PACKAGE / "starter"
    copied = [PACKAGE, *(starter / name for name in ("data", "docs", "overrides"))]
    return next((one for one in copied if folder.resolve().is_relative_to(one.resolve())), None)


def _is_clone() -> bool:
    """Return whether this runs in the repository, which is then itself the starter."""
    return not (PACKAGE / "starter").is_dir()


def _copy(folder: Path, *, empty: bool) -> None:
    starter = PACKAGE.parent if _is_clone() else PACKAGE / "starter"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("docs", "overrides"):
        shutil.copytree(starter / name, folder / name, ignore=_NOT_COPIED)
    settings = (starter / "mkdocs.yml").read_text(encoding="utf-8")
    if _is_clone():  # Not installed, the program goes with the manual.
        shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=_NOT_COPIED)
        for name in ("Makefile", "requirements.txt"):
            shutil.copy(starter / name, folder)
    else:
        settings = settings.replace("module_name: macros", f"modules: [{PACKAGE.name}]")
    if empty:
        settings = _COLOUR.sub(_NEUTRAL, _EXAMPLE.sub("", settings))
        # The build draws one from the initials of the organisation.
        (folder / "docs" / LOGO).unlink()
        for name in _KEPT:
            shutil.copytree(starter / "data" / name, folder / "data" / name, ignore=_NOT_COPIED)
        shutil.copytree(PACKAGE / "skeleton", folder, dirs_exist_ok=True)
    else:
        shutil.copytree(starter / "data", folder / "data", ignore=_NOT_COPIED)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
