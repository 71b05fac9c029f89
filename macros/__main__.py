"""The program on the command line."""

import os
import sys
from io import TextIOWrapper

from . import commands
from .commands._command_line import parse
from .commands._parser import USAGE
from .commands._terminal import Terminal
from .diagnostics import AimsError, Finding, Location, ManualError

_FAILED, _INTERRUPTED = 1, 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code.

    Raises:
        SystemExit: If the command line is wrong, or asks for help or the version.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters shows the others by their numbers.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has read enough. Python flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED


def _run(arguments: list[str]) -> int:
    options = parse(arguments)
    if options.command is None:
        return USAGE
    options.terminal = Terminal(options)
    try:
        code = int(commands.known()[options.command].run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = f"cannot be read or written: {(error.strerror or str(error)).lower()}"
        where = Location(str(error.filename or options.command))
        options.terminal.problems([Finding(where, problem)])
    except ManualError as error:
        options.terminal.problems(error.findings)
    except AimsError as error:
        options.terminal.problem(error)
    return _FAILED


if __name__ == "__main__":
    sys.exit(main())
