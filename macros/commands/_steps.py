"""The steps of a build, each in a process of its own, and what is shown of their output."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Severity
from ..loading.project import WITH_PDF
from ..program import DEPRECATED
from ._terminal import Terminal

PDF = Path("downloads") / "manual.pdf"
"""The path of the PDF in a site."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PREFIX = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) +-  ")
_TRACEBACK = "Traceback (most recent call last):"
_OURS = "aims: "
"""How the messages of this program begin among those of the engine."""
_LEVELS = {"WARNING": Severity.WARNING, "ERROR": Severity.ERROR, "CRITICAL": Severity.ERROR}


@dataclass(frozen=True)
class BuildStep:
    """One process of a build."""

    label: str
    command: list[str]


def steps(fresh: Path, data: Path | None) -> list[BuildStep]:
    """Return the steps that build the site into a folder, and put its PDF there."""
    # A process of its own: the engine may be another one some day, and may end in its own way.
    # Its option -q would hide warnings from its option --strict.
    site = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    package = str(__package__).rpartition(".")[0]
    book = [sys.executable, "-m", package, "pdf", "--quiet", "--site", str(fresh)]
    if data:
        book += ["--data", str(data)]
    return [BuildStep("Building the site", site), BuildStep("Typesetting the PDF", book)]


def environment(data: Path | None, audience: str | None, *, with_pdf: bool) -> dict[str, str]:
    """Return the environment of the steps."""
    given = {**os.environ, "NO_MKDOCS_2_WARNING": "1", WITH_PDF: "1" if with_pdf else ""}
    given.pop("COLUMNS", None)  # The engine would break its lines to fit.
    if data:
        given["AIMS_DATA"] = str(data.resolve())
    if audience:
        given["AIMS_AUDIENCE"] = audience
    return given


@dataclass(frozen=True)
class Result:
    """How a step ended."""

    code: int
    """Its exit code."""
    output: str
    traceback: list[str]
    """The lines of a traceback, which are not shown: the caller may know a better message."""


class Runner:
    """Runs the steps of a build and shows their warnings and errors; verbose, all they print."""

    def __init__(self, terminal: Terminal, environment: dict[str, str]) -> None:
        self._terminal, self._environment = terminal, environment
        self._is_hidden = False
        self._notices: set[str] = set()

    def run(self, step: BuildStep) -> Result:
        """Run a step and return how it ended."""
        output: list[str] = []
        traceback: list[str] = []
        with (
            self._terminal.step(step.label),
            subprocess.Popen(
                step.command,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            ) as process,
        ):
            try:
                for line in process.stdout or ():
                    output.append(_ANSI.sub("", line.rstrip("\n")))
                    if traceback or output[-1].startswith(_TRACEBACK):
                        traceback.append(output[-1])
                    else:
                        self._show(output[-1])
            except BaseException:
                process.kill()
                raise
        return Result(process.returncode, "\n".join(output), traceback)

    def _show(self, line: str) -> None:
        prefix = _PREFIX.match(line)
        level = prefix[1] if prefix else ""
        if not self._continues(line, level):
            self._is_hidden = level in ("DEBUG", "INFO")
        if line.startswith(DEPRECATED):
            # Each step reads the same settings.
            if line not in self._notices:
                self._notices.add(line)
                self._terminal.log(line)
        elif self._terminal.verbose or not self._is_hidden:
            self._terminal.log(line, _LEVELS.get(level))
        elif prefix and line.startswith(_OURS, prefix.end()) and not self._terminal.quiet:
            self._terminal.log(line[prefix.end() + len(_OURS) :])

    def _continues(self, line: str, level: str) -> bool:
        """Return whether a line belongs to the message before it, whose lines are indented."""
        return not level and (not line or line[0].isspace())
