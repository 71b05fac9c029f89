"""The parser of the command line: suggestions, former names, options that commands share."""

import argparse
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from .. import program
from ..diagnostics import did_you_mean, quote_excerpt
from ..loading.project import data_folder
from ._terminal import WHEN

USAGE = 2
"""The exit code if the command line itself is wrong."""


class _HelpFormatter(argparse.HelpFormatter):
    """Help whose names are not broken at a hyphen, and whose closing lines stay lines."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (
            textwrap.wrap(line, width, initial_indent=indent, break_on_hyphens=False)
            for line in text.splitlines()
        )
        return "\n".join(line for wrapped in lines for line in wrapped)


class Parser(argparse.ArgumentParser):
    """A parser that suggests the command, option or value that the user may have meant."""

    def __init__(self, **settings: Any) -> None:
        # Abbreviations are names that nobody documented; a suggestion leads to the full one.
        super().__init__(allow_abbrev=False, formatter_class=_HelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command line, then exit."""
        self.exit(USAGE, f"{self.prog}: error: {message}\nRun `{self.prog} --help` for help.\n")

    def refuse_unknown_options(self, arguments: Iterable[str]) -> None:
        """Exit if an option is unknown.

        The base class finds out after it has asked for what is missing, which the unknown option
        may have been meant to give.
        """
        # The base class has no public list of them; shtab reads the same attribute.
        known = self._option_string_actions
        for argument in arguments:
            name = argument.partition("=")[0]
            if argument == "--":
                return
            if name.startswith("--") and name not in known:
                shown = [name for name, action in known.items() if _is_shown(action)]
                self.error(_with_hint(f"unknown option {quote_excerpt(name)}", name, shown))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        message = f"{quote_excerpt(str(value))} is not one of {', '.join(known)}"
        raise argparse.ArgumentError(action, _with_hint(message, str(value), known))


def _is_shown(action: argparse.Action) -> bool:
    return action.help != argparse.SUPPRESS


def _with_hint(message: str, word: str, known: Iterable[str]) -> str:
    hint = did_you_mean(word, known, likeness=0.6)
    return f"{message}\n    {hint}" if hint else message


def unknown_command(name: str, known: Iterable[str]) -> str:
    """Return the message about a command that does not exist."""
    return _with_hint(f"unknown command {quote_excerpt(name)}", name, known)


def one_of(noun: str, known: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    """Return a converter of a name that the user may write into the name that is meant.

    Args:
        noun: What the names name, in a message.
        known: Returns the names that are meant, by each name that the user may write.
    """

    def convert(given: str) -> str:
        names = known()
        if given in names:
            return names[given]
        raise argparse.ArgumentTypeError(
            _with_hint(f"no {noun} has the name {quote_excerpt(given)}", given, names)
        )

    return convert


class Renamed(argparse.Action):
    """An option under its former name, accepted for one release."""

    def __init__(self, option_strings: Sequence[str], dest: str, *, to: str, **settings: Any):
        super().__init__(
            option_strings, dest, default=argparse.SUPPRESS, help=argparse.SUPPRESS, **settings
        )
        self._to = to

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Store the value under the new name, with a notice."""
        program.deprecate(str(option_string), self._to)
        setattr(namespace, self.dest, values)


def add_output_options(parser: argparse.ArgumentParser, *, defaults: bool) -> None:
    """Add the options that every command has.

    Args:
        defaults: Whether an option that is not given gets a value; a command leaves that to the
            program, so that the options can stand before the command and after it.
    """
    group = parser.add_argument_group("output")
    level = group.add_mutually_exclusive_group()
    for short, long, text in (
        ("-q", "--quiet", "print findings and errors only"),
        ("-v", "--verbose", "print the messages of the programs that a command runs"),
    ):
        default = False if defaults else argparse.SUPPRESS
        level.add_argument(short, long, action="store_true", default=default, help=text)
    group.add_argument(
        "--color",
        choices=WHEN,
        metavar="WHEN",
        default="auto" if defaults else argparse.SUPPRESS,
        help="auto, always or never (default: auto: on a terminal, unless NO_COLOR is set)",
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the data folder."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        default=data_folder(),
        help="data folder (default: %(default)s)",
    )


def add_site(parser: argparse.ArgumentParser, text: str) -> None:
    """Add the option that names the folder of the site; `text` says what the site is."""
    parser.add_argument(
        "--site",
        type=Path,
        metavar="FOLDER",
        default=Path("site"),
        help=f"{text} (default: %(default)s)",
    )


def add_published_folder(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names a folder of published editions."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="published folder")


def add_format(parser: argparse.ArgumentParser, formats: Iterable[str]) -> None:
    """Add the option that names the format of the output."""
    parser.add_argument(
        "--format",
        choices=list(formats),
        default="text",
        metavar="FORMAT",
        help=f"{_any_of(formats)} (default: %(default)s)",
    )


def _any_of(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
