import argparse
import sys

from .. import program
from ._command_line import command_line

NAME = "completion"
_SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.epilog = (
        "Write the output to this file, then open a new shell:\n"
        "  bash  ~/.local/share/bash-completion/completions/aims-manual\n"
        "  zsh   _aims-manual, in a folder of fpath\n"
        "  fish  ~/.config/fish/completions/aims-manual.fish"
    )
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(options: argparse.Namespace) -> int:
    """Print a script that completes commands and options in a shell."""
    if not program.is_installed():
        options.terminal.problem(
            "Shell completion needs an installed program; this is a clone.\n"
            f"    Install the wheel, whose program is called {program.SCRIPT}."
        )
        return 1
    try:
        import shtab
    except ImportError as error:
        options.terminal.problem(program.missing(error))
        return 1
    parser = command_line().program
    parser.prog = program.SCRIPT
    sys.stdout.write(shtab.complete(parser, options.shell) + "\n")
    return 0
