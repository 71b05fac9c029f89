"""The program as its user knows it: its name, its version, and its deprecated names."""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

VERSION = "0.2.0"
"""The version of the program; the same as in pyproject.toml."""

_PACKAGE = __name__.partition(".")[0]
_CLONED = "macros"
"""The name of the package in a clone, which has no script to run."""
SCRIPT = "aims-manual"
"""The name of the script of an installed program."""
_MAKE = "make manual"


class MissingPackageError(ImportError):
    """A package that is only loaded when it is needed is not installed."""


def command(arguments: str = "") -> str:
    """Return a command as the user types it: `aims-manual check`, `python -m macros check`."""
    return f"{_name()} {arguments}".rstrip()


def _name() -> str:
    """Return the name the program was started by.

    The pages of a site do not depend on it: a site is built by MkDocs, which has a name of its own.
    """
    started = Path(sys.argv[0] if sys.argv else "")
    is_module = started.name == "__main__.py" and started.parent.name == _PACKAGE
    return f"python -m {_PACKAGE}" if is_module or _PACKAGE == _CLONED else SCRIPT


def build() -> str:
    """Return the command that builds the manual: `make manual`, if there is a Makefile for it."""
    return _MAKE if _has_makefile() else command("build")


def missing(error: ImportError) -> str:
    """Return what to do about a package that is not installed."""
    if _PACKAGE != _CLONED:
        return f"{error}: run `pip install --force-reinstall {SCRIPT}`"
    first = f"`{_MAKE}`, or " if _has_makefile() else ""
    return f"{error}: run {first}`pip install -r requirements.txt`"


def is_installed() -> bool:
    """Return whether the program is installed as a package, with a script to run."""
    return _PACKAGE != _CLONED


def variable(name: str, former: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return an environment variable, which may be set by its former name; "" if it is not set."""
    if given := environment.get(name, ""):
        return given
    if given := environment.get(former, ""):
        deprecate(former, name)
    return given


@cache  # One notice for each name, however often it is used.
def deprecate(former: str, name: str) -> None:
    """Print the notice that a name is deprecated, the first time it is used."""
    print(f"{DEPRECATED}{former} is now {name}", file=sys.stderr)


DEPRECATED = "deprecated: "
"""How a notice about a deprecated name begins."""


def _has_makefile() -> bool:
    """Return whether the current folder has a Makefile with the target `manual`."""
    try:
        targets = Path("Makefile").read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return False
    return re.search(r"^manual\s*:", targets, re.MULTILINE) is not None
