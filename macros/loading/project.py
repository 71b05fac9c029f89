"""What a project's mkdocs.yml says of it: where its data are, and whether it can be read at all."""

import os
import re
from pathlib import Path
from typing import Any

import yaml

from ..diagnostics import Finding, Location, ManualError
from .files import SourceText
from .yaml_errors import explain_yaml_error

FILE = Path("mkdocs.yml")
WITH_PDF = "AIMS_WITH_PDF"
"""What in the environment tells the build of a site that its PDF comes after it."""
_UNFIT = "`use_directory_urls: false`, which does not work with this manual"
_FROM_DISK = "A site that is opened from disk works without it."
_FLAT = (
    (
        re.compile(r"use_directory_urls\s*:"),
        f"has {_UNFIT}",
        f"Delete this line. {_FROM_DISK}",
    ),
    (
        re.compile(r"[^#]*[\s\[,/]offline\b"),
        f"the plugin `offline` sets {_UNFIT}",
        f"Delete `offline` from the plugins. {_FROM_DISK}",
    ),
)
"""What makes pages without folders: its line, what is wrong, and what to do."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags (`!ENV`, `!!python/name:`) mean nothing here."""


def _without_meaning(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _without_meaning)


def makes_pdf() -> bool:
    """Return whether the build that is running makes the PDF, once the site is finished."""
    return bool(os.environ.get(WITH_PDF))


def data_folder() -> Path:
    """Return the data folder of the project in the current folder: `data`, unless it says else."""
    if given := os.environ.get("AIMS_DATA"):
        return Path(given)
    try:
        settings: Any = yaml.load(FILE.read_text(encoding="utf-8"), _Loader)
        named = settings["extra"]["data_dir"]
    except (OSError, UnicodeError, yaml.YAMLError, KeyError, TypeError):
        named = None  # `ensure_readable` says what is wrong with it.
    return Path(named if isinstance(named, str) else "data")


def ensure_readable() -> None:
    """Check that the mkdocs.yml of the current folder, if there is one, is YAML.

    MkDocs would report errors in the words of its parser.

    Raises:
        ManualError: The file is not UTF-8 or not YAML.
    """
    try:
        content = FILE.read_text(encoding="utf-8")
        yaml.load(content, _Loader)
    except FileNotFoundError:
        return
    except UnicodeError:
        said = Finding(Location(str(FILE)), "is not UTF-8", "Save it as UTF-8.")
        raise ManualError([said]) from None
    except yaml.YAMLError as error:
        problem = explain_yaml_error(error, content)
        where = SourceText(str(FILE), "", content).locate(problem.start)
        raise ManualError([Finding(where, problem.message, problem.hint)]) from None


def flat_pages(path: str) -> Finding:
    """Return what is wrong with a mkdocs.yml that gives pages no folders: all links lead to some.

    Either it says so itself, or Material's plugin `offline` does.
    """
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    for setting, says, cure in _FLAT:
        for number, line in enumerate(lines, 1):
            if setting.match(line):
                return Finding(Location(os.path.relpath(path), number), says, cure)
    return Finding(Location(os.path.relpath(path)), *_FLAT[0][1:])
