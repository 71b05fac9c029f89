"""How the reader calls this program: what messages and pages that name a command say."""

import re
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


def _has_makefile() -> bool:
    """Return whether the current folder has a Makefile with the target `manual`."""
    try:
        targets = Path("Makefile").read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return False
    return re.search(r"^manual\s*:", targets, re.MULTILINE) is not None
