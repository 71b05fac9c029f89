import argparse
import sys

from .. import program
from ..diagnostics import Finding, Location, ManualError
from ._command_line import command_line

NAME = "completion"
_SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = (
        "bash: write the output to ~/.local/share/bash-completion/completions/aims-manual. "
        "zsh: write it to a file _aims-manual in a folder of fpath. "
        "fish: write it to ~/.config/fish/completions/aims-manual.fish. Then open a new shell."
    )
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(options: argparse.Namespace) -> int:
    """Print a script that completes commands and options in a shell."""
    if not program.is_installed():
        message = "a shell completes the commands of an installed program; this is a clone"
        hint = "Install the wheel, whose program is called aims-manual."
        raise ManualError([Finding(Location(NAME), message, hint)])
    try:
        import shtab
    except ImportError as error:
        raise ManualError([Finding(Location(NAME), program.missing(error))]) from error
    parser = command_line().program
    parser.prog = program.SCRIPT
    sys.stdout.write(shtab.complete(parser, options.shell) + "\n")
    return 0
