"""Output on a terminal: colour, progress, and how much is shown."""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from ..checks import _formats
from ..diagnostics import Finding, Severity

if TYPE_CHECKING:
    from rich.progress import Progress

WHEN = ("auto", "always", "never")
"""When output has colour; `auto`: on a terminal."""
_FINDING = re.compile(r"(.+?:\d+:\d+: )((error|warning|notice):)( .*)")
"""A line that reports a finding: place, severity, message."""
_RESET = "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.NOTICE: "\x1b[36m"}


class Terminal:
    """Where a command prints, as the options `--quiet`, `--verbose` and `--color` ask."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.quiet = bool(options.quiet)
        self.verbose = bool(options.verbose)
        self._when = str(options.color)
        self._progress: Progress | None = None
        self._start = time.monotonic()

    def elapsed(self) -> str:
        """Return how long the command has been running."""
        return duration(time.monotonic() - self._start)

    def result(self, text: str) -> None:
        """Print what a command did, unless the user asked for errors only."""
        if text and not self.quiet:
            print(text)

    def findings(self, findings: Sequence[Finding], summary: str = "") -> None:
        """Print findings, the most severe last, then a summary and their number."""
        lines = _formats.lines(findings, self._painter(sys.stdout))
        sys.stdout.write(lines if self.quiet else f"{lines}{summary}{_formats.count(findings)}\n")

    def problems(self, findings: Sequence[Finding]) -> None:
        """Print findings on the standard error stream, in the order given."""
        paint = self._painter(sys.stderr)
        for finding in findings:
            print(_formats.painted(finding, paint), file=sys.stderr)

    def problem(self, reason: str | Exception) -> None:
        """Print why a command did not do its work."""
        print(reason, file=sys.stderr)

    def log(self, line: str, level: Severity | None = None) -> None:
        """Print a line of another program, above the progress line if there is one."""
        paint = self._painter(sys.stderr)
        if found := _FINDING.fullmatch(line):
            painted = f"{found[1]}{paint(found[2], Severity(found[3]))}{found[4]}"
        else:
            painted = paint(line, level) if level else line
        if self._progress:
            self._progress.console.out(painted, highlight=False)
        else:
            print(painted, file=sys.stderr, flush=True)

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Show that a step is running, and for how long; plain lines if there is no terminal."""
        if self.quiet:
            yield
            return
        start = time.monotonic()
        with self._live(label):
            yield
        print(f"{label}: {duration(time.monotonic() - start)}", file=sys.stderr, flush=True)

    @contextmanager
    def _live(self, label: str) -> Iterator[None]:
        if not _is_live(sys.stderr, os.environ):
            print(f"{label} ...", file=sys.stderr, flush=True)
            yield
            return
        # Loaded where it is used: no other command should wait for it.
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        colour = has_colour(self._when, sys.stderr)
        console = Console(stderr=True, color_system="auto" if colour else None, emoji=False)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=console, refresh_per_second=4, transient=True) as progress:
            progress.add_task(label, total=None)
            self._progress = progress
            try:
                yield
            finally:
                self._progress = None

    def _painter(self, stream: TextIO) -> Callable[[str, Severity], str]:
        if not has_colour(self._when, stream):
            return _formats.plain
        return lambda text, level: f"{_COLOURS[level]}{text}{_RESET}"


def has_colour(when: str, stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether a stream is given colour: https://no-color.org, https://force-color.org."""
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return _is_live(stream, environment)


def _is_live(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a stream is a terminal that can do more than print line after line."""
    return stream.isatty() and environment.get("TERM") != "dumb"


def duration(seconds: float) -> str:
    """Return a duration in words: `41 s`, `2 min 5 s`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `1,209 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
