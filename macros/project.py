"""Where a project keeps its data, as its mkdocs.yml says."""

import os
from pathlib import Path
from typing import Any

import yaml


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
        settings: Any = yaml.load(Path("mkdocs.yml").read_text(encoding="utf-8"), _Loader)
        named = settings["extra"]["data_dir"]
    except (OSError, UnicodeError, yaml.YAMLError, KeyError, TypeError):
        named = None  # What is wrong with mkdocs.yml, a build says.
    return Path(named if isinstance(named, str) else "data")
