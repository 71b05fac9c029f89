"""The manual from the command line: `python -m macros check`."""

import argparse
import sys

from . import commands
from .findings import ManualError


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return 0 where all is well, else 1."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    names = parser.add_subparsers(dest="command", required=True)
    known = commands.known()
    for name, command in known.items():
        sentence = (command.run.__doc__ or "").strip().partition("\n")[0]
        help = sentence[:1].lower() + sentence[1:].rstrip(".")
        command.add_arguments(names.add_parser(name, help=help, description=sentence))
    options = parser.parse_args(arguments)
    try:
        return int(known[options.command].run(options))
    except ManualError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
