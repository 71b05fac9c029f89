"""What a project's mkdocs.yml says of it: where its data are, and whether it can be read at all."""

import os
from pathlib import Path
from typing import Any

import yaml

from .files import Text
from .findings import Finding, Location, ManualError
from .syntax import said_plainly

FILE = Path("mkdocs.yml")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags (`!ENV`, `!!python/name:`) mean nothing here."""


def _without_meaning(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _without_meaning)


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
    """Raise what is wrong with the mkdocs.yml of the current folder, where it is there and no YAML.

    The engine would say it in the words of its parser.
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
        problem = said_plainly(error, content)
        where = Text(str(FILE), "", content).locate(problem.start)
        raise ManualError([Finding(where, problem.message, problem.hint)]) from None
