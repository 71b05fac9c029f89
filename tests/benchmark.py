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

from macros import checks
from macros.loading.records import load
from macros.manual import Manual

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
_TEXT = (
    "the model owner reviews each change before release and records what was decided with the "
    "reasons data quality is measured against agreed limits people affected can object to a "
    "decision incidents are reported within one day training sets are kept with their origin "
    "monitoring shows drift early suppliers give evidence of testing access is granted by need"
)
_CLAUSES = ("4.4", "5.2", "7.5", "8.1", "A.2.2", "A.2.3", "A.3.2", "A.6.2.4", "A.7.4")
_ITEMS = "".join(f"  - {{id: '{id}', title: Clause, kind: clause}}\n" for id in _CLAUSES)
_FRAME = {
    "settings.yaml": "as_of: 2026-01-10\nmost_accountable: 30\n",
    "frameworks.yaml": f"id: iso-42001\ntitle: ISO/IEC 42001\nitems:\n{_ITEMS}",
    "channels.yaml": "id: post\ntitle: Post\nmedium: mail\nowner: ROLES-00001\neveryone: yes\n",
    "organisation.yaml": (
        "id: acme\ntitle: Acme\ndocument_id: M-1\nedition: '1.0'\nissued: 2026-01-01\n"
        "owner: ROLES-00001\n"
    ),
}


class _Writer:
    """Writes records as a person would: block style, prose in block scalars, links inside it."""

    def __init__(self, count: int) -> None:
        self.chance = random.Random(42001)
        self.words = _TEXT.split()
        self.many = {kind: max(2, count * share // 100) for kind, share in _SHARES.items()}

    def records(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the id and the YAML of each record of a kind."""
        written = getattr(self, f"_{kind}")
        for number in range(1, self.many[kind] + 1):
            id = self._id(kind, number)
            yield id, f"id: {id}\ntitle: {self._words(5)}\n{written(number)}"

    def _id(self, kind: str, number: int) -> str:
        """Return the id of a record; after the last one comes the first."""
        return f"{kind[:6].upper()}-{(number - 1) % self.many[kind] + 1:05}"

    def _other(self, kind: str) -> str:
        return self._id(kind, self.chance.randint(1, self.many[kind]))

    def _others(self, kind: str, count: int) -> str:
        return "[" + ", ".join(self._other(kind) for _ in range(count)) + "]"

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(self.words, k=count)).capitalize()

    def _prose(self, paragraphs: int) -> str:
        """Return a block scalar of paragraphs, each with two links."""
        lines = ["|"]
        for _ in range(paragraphs):
            lines += [f"  {self._words(15)}" for _ in range(4)]
            policy, role = self._other("policies"), self._other("roles")
            lines += [f"  See [[{policy}]] and [[{role}|those who know]].", ""]
        return "\n".join(lines).rstrip() + "\n"

    def _reviewed(self, every: str) -> str:
        day = f"2025-{self.chance.randint(11, 12)}-15"
        return f"owner: {self._other('roles')}\nlast_reviewed: {day}\nreview_every: {every}\n"

    def _controlled(self) -> str:
        return (
            f"{self._reviewed('yearly')}version: '1.1'\nstatus: approved\n"
            f"author: {self._other('roles')}\napprover: {self._other('roles')}\n"
            f"approved_on: 2025-10-01\neffective: 2025-11-01\npurpose: {self._prose(1)}"
            "revisions:\n"
            f"  - {{version: '1.1', on: 2025-10-01, change: {self._words(6)}}}\n"
            "  - {version: '1.0', on: 2024-10-01, change: First edition}\n"
        )

    def _policies(self, _: int) -> str:
        statements = "".join(f"  - {self._words(24)}\n" for _ in range(8))
        return (
            f"{self._controlled()}scope: {self._words(20)}\nstatements:\n{statements}"
            f"audience: {self._others('roles', 4)}\nrequirements: [A.2.2, A.2.3, '5.2']\n"
            f"text: {self._prose(5)}"
        )

    def _procedures(self, _: int) -> str:
        steps = "".join(
            f"  - role: {self._other('roles')}\n    do: {self._words(18)}\n"
            f"    record: {self._other('documents')}\n"
            for _ in range(8)
        )
        return (
            f"{self._controlled()}policy: {self._other('policies')}\n"
            f"process: {self._other('processes')}\nstarts_when: {self._words(8)}\n"
            f"steps:\n{steps}requirements: [A.6.2.4, '8.1']\ntext: {self._prose(3)}"
        )

    def _activities(self, number: int) -> str:
        roles = (self._id("roles", number + step) for step in range(5))
        cells = zip(roles, ("A/R", "R", "C", "I", "I"), strict=True)
        return (
            f"process: {self._id('processes', number)}\nresponsibilities:\n"
            + "".join(f"  {role}: {letters}\n" for role, letters in cells)
            + f"when: {self._words(6)}\npurpose: {self._prose(1)}requirements: [A.3.2]\n"
            f"records: {self._others('documents', 2)}\ntext: {self._prose(1)}"
        )

    def _risks(self, _: int) -> str:
        return (
            f"{self._reviewed('quarterly')}likelihood: {self.chance.randint(2, 5)}\n"
            f"impact: {self.chance.randint(2, 5)}\ntreatment: reduce\n"
            "treated_by: [A.6.2.4, A.7.4]\nresidual_likelihood: 1\nresidual_impact: 2\n"
            f"processes: {self._others('processes', 2)}\ncause: {self._words(24)}\n"
            f"consequence: {self._words(24)}\ntext: {self._prose(2)}"
        )

    def _people(self, number: int) -> str:
        capacity = "holder" if number <= self.many["roles"] else "deputy"
        role = self._id("roles", number)
        return (
            "email: someone@example.org\njoined: 2020-01-01\nappointments:\n"
            f"  - {{role: {role}, since: 2021-01-01, capacity: {capacity}}}\n"
        )

    def _roles(self, number: int) -> str:
        above = f"reports_to: {self._id('roles', 1)}\n" if number > 1 else ""
        return (
            f"purpose: {self._words(20)}\n{above}accountabilities:\n"
            + "".join(f"  - {self._words(16)}\n" for _ in range(6))
            + "authorities:\n"
            + "".join(f"  - {self._words(12)}\n" for _ in range(3))
            + f"text: {self._prose(2)}"
        )

    def _processes(self, number: int) -> str:
        """Each process hands something to the next one."""
        before, after = self._id("processes", number - 1), self._id("processes", number + 1)
        return (
            f"{self._reviewed('yearly')}phase: operate\npurpose: {self._prose(1)}"
            f"inputs:\n  - {{what: reports, from: {before}}}\n"
            f"outputs:\n  - {{what: reports, to: {after}}}\n"
            f"requirements: ['4.4']\ntext: {self._prose(1)}"
        )

    def _documents(self, _: int) -> str:
        return (
            f"{self._reviewed('yearly')}form: record\nwhere: {self._words(5)}\n"
            "retention: 10 years\nlatest: 2025-12-01\nrequirements: ['7.5']\n"
            f"description: {self._prose(1)}"
        )

    def _metrics(self, _: int) -> str:
        measured = "".join(
            f"  - {{on: 2025-{month:02}-28, value: {self.chance.randint(95, 100)}}}\n"
            for month in range(1, 13)
        )
        return (
            f"owner: {self._other('roles')}\nunit: '%'\ntarget: 95\nbetter: higher\n"
            f"every: monthly\nmeasurements:\n{measured}method: {self._prose(1)}"
        )

    def _communications(self, _: int) -> str:
        return (
            f"sender: {self._other('roles')}\naudience: {self._others('roles', 3)}\n"
            f"channel: post\nwhen: {self._words(4)}\nabout: {self._others('policies', 2)}\n"
            f"record: {self._other('documents')}\ncontent: {self._prose(1)}"
        )


def write(folder: Path, count: int, *, apart: bool) -> int:
    """Write that many records into a folder, in a list for each kind or apart; return the bytes."""
    writer = _Writer(count)
    files = {folder / name: text for name, text in _FRAME.items()}
    for kind in _SHARES:
        files |= _files(folder / kind, writer.records(kind), apart)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sum(map(len, files.values()))


def _files(stem: Path, records: Iterator[tuple[str, str]], apart: bool) -> dict[Path, str]:
    if apart:
        return {stem / f"{id}.yaml": text for id, text in records}
    entries = ("- " + text.rstrip("\n").replace("\n", "\n  ") for _, text in records)
    return {stem.with_suffix(".yaml"): "\n".join(entries) + "\n"}


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
    assert load(folder).records


def _manual(folder: Path) -> None:
    assert Manual.load(folder).links


def _checking(folder: Path) -> None:
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
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _compare(folder: Path, size: int) -> None:
    # In turns, so that a busy minute of the machine falls on all alike; the best of each counts.
    rounds = [{run: _measured(run, folder) for run in _RUNS} for _ in range(3)]
    seconds = {run: min(one[run] for one in rounds) for run in _RUNS}
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
        checks.rules()  # What is imported is no part of the work.
        start = time.process_time()
        _RUNS[options.run][0](options.data)
        print(time.process_time() - start)
        return
    for apart in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            _compare(Path(folder), write(Path(folder), RECORDS, apart=apart))


if __name__ == "__main__":
    main()
