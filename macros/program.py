"""How the reader calls this program: what messages and pages that name a command say."""

import re
import sys
from functools import cache
from pathlib import Path

_PACKAGE = __name__.partition(".")[0]
_CLONED = "macros"
"""What the package is called beside a manual; installed, it brings a script of its own."""

_MAKE = "make manual"


def command(arguments: str = "") -> str:
    """Return a command as the reader types it: `aims-manual check`, `python -m macros check`."""
    name = f"python -m {_PACKAGE}" if _PACKAGE == _CLONED else "aims-manual"
    return f"{name} {arguments}".rstrip()


def build() -> str:
    """Return the command that builds the manual: `make manual`, if there is a Makefile for it."""
    return _MAKE if _has_makefile() else command("build")


def missing(error: ImportError) -> str:
    """Return what to do about a package that is not installed."""
    if _PACKAGE != _CLONED:
        return f"{error}: run `pip install --force-reinstall aims-manual`"
    first = f"`{_MAKE}`, or " if _has_makefile() else ""
    return f"{error}: run {first}`pip install -r requirements.txt`"


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
