"""A new manual, made from the example that comes with the program."""

import argparse
import re
import shlex
import shutil
from pathlib import Path

from ..diagnostics import escape_control
from ..site.branding import LOGO

NAME = "init"
PACKAGE = Path(__file__).parents[1]
_KEPT = ("frameworks", "crosswalks")
"""The folders of the example that are true of every organisation."""
_EXAMPLE = re.compile(r"^(?:site_description|copyright):.*\n", re.MULTILINE)
_COLOUR = re.compile(r'(?<=brand_colour: )"#[0-9a-f]{6}"')
_NEUTRAL = '"#3d4852"'
"""The colour of a manual whose colour is not chosen yet."""
_IGNORED = "/.venv/\n/.cache/\n/site/\n/.site-*/\n/published/\n__pycache__/\n"
"""Generated files, which git need not keep."""
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "adr", "screens", "starter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument(
        "--empty",
        action="store_true",
        help="create four roles, the frameworks and the crosswalks (default: the whole example)",
    )


def run(options: argparse.Namespace) -> int:
    """Create a new manual: a copy of the example, or an almost empty one."""
    folder: Path = options.folder
    problem = hint = ""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problem, hint = "is not an empty folder", "Name a new folder."
    elif source := _source_around(folder):
        problem, hint = f"is inside {source}, which is copied", "Name another folder."
    if problem:
        options.terminal.problem(f"{escape_control(f'{folder}: {problem}')}\n    {hint}")
        return 1
    _copy(folder, empty=options.empty)
    options.terminal.result(
        f"Created a manual in {folder}. Start with data/organisation.yaml and data/roles"
        f"{'.yaml' if options.empty else '/'}. To see the manual:\n"
        f"    cd {shlex.quote(str(folder))}\n    {'make' if _is_clone() else 'mkdocs'} serve"
    )
    return 0


def _source_around(folder: Path) -> Path | None:
    """Return the folder that is copied and that contains a folder, if any."""
    starter = PACKAGE.parent if _is_clone() else PACKAGE / "starter"
    copied = [PACKAGE, *(starter / name for name in ("data", "docs", "overrides"))]
    return next((path for path in copied if folder.resolve().is_relative_to(path.resolve())), None)


def _is_clone() -> bool:
    """Return whether the program runs in a clone, whose files are then the example."""
    return not (PACKAGE / "starter").is_dir()


def _copy(folder: Path, *, empty: bool) -> None:
    starter = PACKAGE.parent if _is_clone() else PACKAGE / "starter"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("docs", "overrides"):
        shutil.copytree(starter / name, folder / name, ignore=_NOT_COPIED)
    settings = (starter / "mkdocs.yml").read_text(encoding="utf-8")
    if _is_clone():  # The new manual gets a copy of the program.
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
