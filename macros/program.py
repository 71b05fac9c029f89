"""How the reader calls this program: what messages and pages that name a command say."""

import re
from pathlib import Path

_PACKAGE = __name__.partition(".")[0]
_CLONED = "macros"
"""What the package is called beside a manual; installed, it brings a script of its own."""


def command(arguments: str = "") -> str:
    """Return a command as the reader types it: `aims-manual check`, `python -m macros check`."""
    name = f"python -m {_PACKAGE}" if _PACKAGE == _CLONED else "aims-manual"
    return f"{name} {arguments}".rstrip()


def build() -> str:
    """Return the command that builds the manual: `make manual`, if there is a Makefile for it."""
    try:
        targets = Path("Makefile").read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        targets = ""
    return "make manual" if re.search(r"^manual\s*:", targets, re.MULTILINE) else command("build")


def missing(error: ImportError) -> str:
    """Return what to do about a package that is not installed."""
    if _PACKAGE == _CLONED:
        return f"{error}: run `{build()}`, or `pip install -r requirements.txt`"
    return f"{error}: run `pip install --force-reinstall aims-manual`"
