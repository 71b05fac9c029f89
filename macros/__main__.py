"""The manual from the command line."""

import argparse
import sys
from io import TextIOWrapper

from . import commands, program
from .diagnostics import Finding, Location, ManualError

_PURPOSE = "Check, build, print, compare and publish the manual of an AI management system."


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return 0 where all is well, else 1."""
    parser = argparse.ArgumentParser(prog=program.command(), description=_PURPOSE)
    names = parser.add_subparsers(dest="command", required=True)
    known = commands.known()
    for name, command in known.items():
        sentence = (command.run.__doc__ or "").strip().partition("\n")[0]
        help = sentence[:1].lower() + sentence[1:].rstrip(".")
        command.add_arguments(names.add_parser(name, help=help, description=sentence))
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters shows the others by their numbers.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(known[options.command].run(options))
    except OSError as error:
        said = f"cannot be read or written: {(error.strerror or str(error)).lower()}"
        print(Finding(Location(str(error.filename or options.command)), said), file=sys.stderr)
        return 1
    except ManualError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
