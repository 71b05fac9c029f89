"""The tiers of the tests: what each runs, that nothing is left out, and that it is documented."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cases import for_each
from tests.workers import APART, TOGETHER, Scheduling

ROOT = Path(__file__).parents[1]
TARGETS = (ROOT / "tests/targets.mk").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = ["tests/test_git.py", "tests/test_browser_crawl.py", "tests/test_reports.py"]


def collected(expression: str) -> set[str]:
    """Return the ids of the tests in a few files that an expression of markers selects."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-n", "0", "-m", expression, *FILES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return set(re.findall(r"^tests/\S+?::.*$", done.stdout, re.MULTILINE))


@pytest.mark.slow
def test_what_one_tier_leaves_out_another_one_runs():
    test, core, slow = re.findall(r'\$\(PYTEST\) -m "([^"]+)"', TARGETS)[:3]
    in_core, in_test, in_slow = collected(core), collected(test), collected(slow)
    assert in_core < in_test
    assert in_test | in_slow == collected("")
    assert in_test and in_slow
    assert {one.partition("::")[0] for one in in_core} == {"tests/test_reports.py"}


def test_all_tiers_are_run_by_one_target_which_the_pipeline_calls():
    recipe = re.search(r"^test-all:.*\n((?:\t.*\n)+)", TARGETS, re.MULTILINE)[1]
    assert re.findall(r"\$\(MAKE\) (\S+)", recipe) == ["test", "test-slow", "conformance"]
    assert "make test-all" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@for_each("name", [*APART, *TOGETHER])
def test_the_files_that_workers_share_out_exist(name):
    assert (ROOT / f"tests/{name}.py").is_file()


def test_files_that_share_a_fixture_go_to_one_worker():
    scope = Scheduling.__new__(Scheduling)._split_scope
    assert scope("tests/test_pdf_book.py::test_a") == scope("tests/test_pdf_numbers.py::test_b")
    assert scope("tests/test_init.py::test_a[x@y]") == scope("tests/test_init.py::test_b")
    assert scope("tests/test_serving.py::test_a") != scope("tests/test_serving.py::test_b")


def test_each_marker_and_each_tier_is_described():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for marker in settings["tool"]["pytest"]["ini_options"]["markers"]:
        assert f"`{marker.partition(':')[0]}`" in CONTRIBUTING
    for target in ("test", "test-core", "test-slow", "test-all", "coverage", "lint"):
        assert re.search(rf"^{target}:", TARGETS, re.MULTILINE), target
        assert f"| `make {target}` |" in CONTRIBUTING
