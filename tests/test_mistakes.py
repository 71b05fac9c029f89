"""Each file in `mistakes/` holds somebody's data and the report it must get.

A file with `base: sound` is laid over the manual in `mistakes/_sound/`, in which nothing is wrong.
`pytest --update` writes the report that is given now; look at what it changed.
"""

from pathlib import Path

import pytest
import yaml

from macros import checks
from tests.cases import for_each

FOLDER = Path(__file__).with_name("mistakes")
MISTAKES = sorted(FOLDER.glob("*.yaml"))
RULES = {name.replace("-", "_") for name in checks.rules()}


def base(name: str) -> dict[str, str]:
    """Return the files of a shared manual by their paths."""
    folder = FOLDER / f"_{name}"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_gets_its_report(mistake, write, report, request):
    written = mistake.read_text(encoding="utf-8")
    files = yaml.safe_load(written)
    expected = files.pop("report")
    below = base(files.pop("base")) if "base" in files else {}
    said = report(write(below | files))
    if request.config.getoption("--update") and said != expected:
        head = written[: written.index("report:")]
        body = "".join(f"  {line}\n" for line in said.splitlines())
        mistake.write_text(f"{head}report: |\n{body}" if body else f'{head}report: ""\n', "utf-8")
        return
    assert said == expected


def test_a_sound_manual_gets_no_finding(write, report):
    assert report(write(base("sound"))) == ""


@for_each("rule", sorted(RULES))
def test_every_rule_has_a_mistake(rule):
    """A file is named after the rule that it is about: `overdue_review_audit.yaml`."""
    assert [path for path in MISTAKES if path.stem == rule or path.stem.startswith(f"{rule}_")]
