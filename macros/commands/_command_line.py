"""The command line as a whole: the options of the program, and the command with its own."""

import argparse
from dataclasses import dataclass

from .. import program
from . import known
from ._parser import Parser, add_output_options, unknown_command

_PURPOSE = "Check, build, print, compare and publish the manual of an AI management system."
_EXIT_CODES = """\
exit codes:
  0    the command succeeded
  1    the command reports findings or differences, or could not do its work
  2    the command line is wrong; for diff, one side cannot be read
  130  interrupted with Ctrl+C
"""
_TAKES_VALUE = "--color"


@dataclass(frozen=True)
class CommandLine:
    """The parser of the program, and the parsers of its commands by name."""

    program: Parser
    commands: dict[str, Parser]


def command_line(only: str | None = None) -> CommandLine:
    """Return the parsers of the program.

    Args:
        only: The one command whose options are needed; by default all. To find the default values
            of the options takes time.
    """
    parser = Parser(prog=program.command(), description=_PURPOSE, epilog=_EXIT_CODES)
    version = f"aims-manual {program.VERSION}"
    parser.add_argument("--version", action="version", version=version, help="print the version")
    add_output_options(parser, defaults=True)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=Parser
    )
    parsers: dict[str, Parser] = {}
    for name, module in known().items():
        sentence = (module.run.__doc__ or "").strip().partition("\n")[0]
        text = sentence[:1].lower() + sentence[1:].rstrip(".")
        parsers[name] = commands.add_parser(name, help=text, description=sentence)
        if only in (None, name):
            module.add_arguments(parsers[name])
            add_output_options(parsers[name], defaults=False)
    return CommandLine(parser, parsers)


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the options of a command line; `command` is None if there is no command.

    Raises:
        SystemExit: If the command line is wrong, or asks for help or the version.
    """
    at = _command_at(arguments)
    if at is None:
        line = command_line(only="")
        line.program.refuse_unknown_options(arguments)
        options = line.program.parse_args(arguments)
        line.program.print_help()
        return options
    arguments = [*arguments[:at], _current(arguments[at]), *arguments[at + 1 :]]
    name, rest = arguments[at], arguments[at + 1 :]
    line = command_line(only=name)
    line.program.refuse_unknown_options(arguments[:at])
    if name not in line.commands:
        line.program.error(unknown_command(name, line.commands))
    line.commands[name].refuse_unknown_options(rest)
    options, unknown = line.program.parse_known_args(arguments)
    if unknown:
        line.commands[name].error(f"unexpected argument '{unknown[0]}'")
    return options


def _command_at(arguments: list[str]) -> int | None:
    """Return where the command stands: the first word that is not an option of the program."""
    for number, argument in enumerate(arguments):
        is_value = number > 0 and arguments[number - 1] == _TAKES_VALUE
        if not argument.startswith("-") and not is_value:
            return number
    return None


def _current(name: str) -> str:
    """Return the name of a command, with a notice if it was given by its former name."""
    for module in known().values():
        if name == getattr(module, "FORMER", None):
            program.deprecate(f"the command {name}", module.NAME)
            return str(module.NAME)
    return name
