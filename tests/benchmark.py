"""How long the manual takes to read and to check, beside PyYAML reading the same files.

`python -m tests.benchmark` writes ten thousand records into an empty folder, once as a list for
each kind and once as files of their own, and prints CPU seconds: the better of two runs, each in
a process of its own.
"""

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

RECORDS = 10_000
_SHARES = {
    "activities": 22,
    "risks": 18,
    "procedures": 14,
    "people": 14,
    "policies": 9,
    "documents": 8,
    "roles": 5,
    "processes": 5,
    "metrics": 3,
    "communications": 2,
}
_WORDS = (
    "the model owner reviews each change before release and records what was decided with the "
    "reasons data quality is measured against agreed limits people affected can object to a "
    "decision incidents are reported within one day training sets are kept with their origin "
    "monitoring shows drift early suppliers give evidence of testing access is granted by need"
).split()


class _Writer:
    """Writes records as a person would: block style, prose in block scalars, links inside it."""

    def __init__(self, count: int) -> None:
        self.chance = random.Random(42001)
        self.many = {kind: max(1, count * share // 100) for kind, share in _SHARES.items()}

    def records(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the id and the YAML of each record of a kind."""
        for number in range(1, self.many[kind] + 1):
            id = self._id(kind, number)
            yield id, f"id: {id}\ntitle: {self._words(5)}\n" + getattr(self, f"_{kind}")()

    def _id(self, kind: str, number: int) -> str:
        return f"{kind[:3].upper()}-{number:05}"

    def _other(self, kind: str) -> str:
        return self._id(kind, self.chance.randint(1, self.many[kind]))

    def _others(self, kind: str, count: int) -> str:
        return "[" + ", ".join(self._other(kind) for _ in range(count)) + "]"

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(_WORDS, k=count)).capitalize()

    def _prose(self, paragraphs: int) -> str:
        """Return a block scalar of paragraphs, each with a link."""
        lines = ["|"]
        for _ in range(paragraphs):
            lines += [f"  {self._words(14)}" for _ in range(4)]
            lines += [
                f"  See [[{self._other('policies')}]] and [[{self._other('roles')}|them]].",
                "",
            ]
        return "\n".join(lines).rstrip() + "\n"

    def _day(self) -> str:
        return f"20{self.chance.randint(23, 26)}-{self.chance.randint(1, 12):02}-15"

    def _controlled(self) -> str:
        return (
            f"owner: {self._other('roles')}\nversion: 1.{self.chance.randint(0, 20)}\n"
            f"status: approved\nauthor: {self._other('roles')}\n"
            f"approver: {self._other('roles')}\napproved_on: {self._day()}\n"
            f"effective: {self._day()}\nlast_reviewed: {self._day()}\nreview_every: yearly\n"
            f"purpose: {self._prose(1)}"
            "revisions:\n"
            f"  - {{version: '1.1', on: {self._day()}, change: {self._words(6)}}}\n"
            f"  - {{version: '1.0', on: {self._day()}, change: First edition}}\n"
        )

    def _policies(self) -> str:
        statements = "".join(f"  - {self._words(24)}\n" for _ in range(8))
        return (
            f"{self._controlled()}scope: {self._words(20)}\nstatements:\n{statements}"
            f"audience: {self._others('roles', 4)}\nrequirements: [A.2.2, A.2.3, '5.2']\n"
            f"text: {self._prose(4)}"
        )

    def _procedures(self) -> str:
        steps = "".join(
            f"  - role: {self._other('roles')}\n    do: {self._words(18)}\n"
            f"    record: {self._other('documents')}\n"
            for _ in range(8)
        )
        return (
            f"{self._controlled()}policy: {self._other('policies')}\n"
            f"process: {self._other('processes')}\nstarts_when: {self._words(8)}\n"
            f"steps:\n{steps}requirements: [A.6.2.4, '8.1']\ntext: {self._prose(2)}"
        )

    def _activities(self) -> str:
        cells = dict.fromkeys((self._other("roles") for _ in range(5)), "C")
        letters = iter(["A/R", "R", "C", "I", "I"])
        return (
            f"process: {self._other('processes')}\nresponsibilities:\n"
            + "".join(f"  {role}: {next(letters)}\n" for role in cells)
            + f"when: {self._words(6)}\npurpose: {self._prose(1)}"
            f"requirements: [A.3.2]\nrecords: {self._others('documents', 2)}\ntext: {self._prose(1)}"
        )

    def _risks(self) -> str:
        return (
            f"owner: {self._other('roles')}\nlast_reviewed: {self._day()}\nreview_every: quarterly\n"
            f"likelihood: {self.chance.randint(1, 5)}\nimpact: {self.chance.randint(1, 5)}\n"
            f"treatment: reduce\ntreated_by: [A.6.2.4, A.7.4]\nresidual_likelihood: 1\n"
            f"residual_impact: 2\nprocesses: {self._others('processes', 2)}\n"
            f"cause: {self._words(24)}\nconsequence: {self._words(24)}\ntext: {self._prose(2)}"
        )

    def _people(self) -> str:
        held = "".join(
            f"  - {{role: {self._other('roles')}, since: {self._day()}, capacity: {capacity}}}\n"
            for capacity in ("holder", "deputy")
        )
        return f"email: someone@example.org\njoined: {self._day()}\nappointments:\n{held}"

    def _roles(self) -> str:
        return (
            f"purpose: {self._words(20)}\nreports_to: {self._id('roles', 1)}\naccountabilities:\n"
            + "".join(f"  - {self._words(16)}\n" for _ in range(6))
            + "authorities:\n"
            + "".join(f"  - {self._words(12)}\n" for _ in range(3))
            + f"text: {self._prose(2)}"
        )

    def _processes(self) -> str:
        return (
            f"owner: {self._other('roles')}\nphase: operate\npurpose: {self._prose(1)}inputs:\n"
            + "".join(
                f"  - {{what: {self._words(3)}, from: {self._other('processes')}}}\n"
                for _ in range(3)
            )
            + "outputs:\n"
            + f"  - {{what: {self._words(3)}, to: {self._other('processes')}}}\n"
            + f"last_reviewed: {self._day()}\nreview_every: yearly\nrequirements: ['4.4']\n"
            + f"text: {self._prose(1)}"
        )

    def _documents(self) -> str:
        return (
            f"owner: {self._other('roles')}\nform: record\nwhere: {self._words(5)}\n"
            f"retention: 10 years\nlatest: {self._day()}\nrequirements: ['7.5']\n"
            f"description: {self._prose(1)}"
        )

    def _metrics(self) -> str:
        measured = "".join(
            f"  - {{on: 2025-{month:02}-28, value: {self.chance.randint(80, 100)}}}\n"
            for month in range(1, 13)
        )
        return (
            f"owner: {self._other('roles')}\nunit: '%'\ntarget: 95\nbetter: higher\n"
            f"every: monthly\nmeasurements:\n{measured}method: {self._prose(1)}"
        )

    def _communications(self) -> str:
        return (
            f"sender: {self._other('roles')}\naudience: {self._others('roles', 3)}\n"
            f"when: {self._words(4)}\nabout: {self._others('policies', 2)}\n"
            f"content: {self._prose(1)}"
        )


def write(folder: Path, count: int, *, apart: bool) -> int:
    """Write that many records into a folder, in a list for each kind or apart; return the bytes."""
    writer = _Writer(count)
    size = 0
    for kind in _SHARES:
        for path, text in _files(folder / kind, writer.records(kind), apart):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            size += len(text)
    return size


def _files(
    stem: Path, records: Iterator[tuple[str, str]], apart: bool
) -> Iterator[tuple[Path, str]]:
    if apart:
        for id, text in records:
            yield stem / f"{id}.yaml", text
        return
    entries = ("- " + text.rstrip("\n").replace("\n", "\n  ") for _, text in records)
    yield stem.with_suffix(".yaml"), "\n".join(entries) + "\n"


def _yaml_files(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))]


def _pyyaml(folder: Path) -> None:
    kept = [yaml.load(text, Loader=yaml.CSafeLoader) for text in _yaml_files(folder)]
    assert kept


def _pyyaml_without_collector(folder: Path) -> None:
    gc.disable()
    _pyyaml(folder)


def _events(folder: Path) -> None:
    gc.disable()
    for text in _yaml_files(folder):
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass


def _loading(folder: Path) -> None:
    from macros.loading import load

    assert load(folder).records


def _manual(folder: Path) -> None:
    from macros.manual import Manual

    assert Manual.load(folder).links


def _checking(folder: Path) -> None:
    from macros import checks
    from macros.manual import Manual

    checks.run(Manual.load(folder))


_RUNS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pyyaml": (_pyyaml, "PyYAML's CSafeLoader, as it comes"),
    "pyyaml-paused": (_pyyaml_without_collector, "  the same, garbage collector paused"),
    "events": (_events, "  its events alone, garbage collector paused"),
    "loading": (_loading, "our loading"),
    "manual": (_manual, "  and links between records"),
    "checking": (_checking, "  and all checks"),
}


def _measured(run: str, folder: Path) -> float:
    """Return the CPU seconds of a run in a process of its own, without its imports."""
    command = [sys.executable, "-m", "tests.benchmark", "--run", run, "--data", str(folder)]
    return min(
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(2)
    )


def _compare(folder: Path, size: int) -> None:
    seconds = {run: _measured(run, folder) for run in _RUNS}
    files = sum(1 for path in folder.rglob("*.yaml"))
    print(f"\n{RECORDS:,} records, {size / 1e6:.1f} MB, {files:,} files")
    for run, (_, words) in _RUNS.items():
        print(f"  {words:45} {seconds[run]:6.2f} s  {seconds[run] / seconds['pyyaml']:5.0%}")


def main() -> None:
    """Print the figures, or those of one run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark")
    parser.add_argument("--run", choices=_RUNS)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    if options.run:
        # What is imported is no part of the work; the first use of a kind imports it.
        from macros import checks

        assert checks
        start = time.process_time()
        _RUNS[options.run][0](options.data)
        print(time.process_time() - start)
        return
    for apart in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            _compare(Path(folder), write(Path(folder), RECORDS, apart=apart))


if __name__ == "__main__":
    main()
