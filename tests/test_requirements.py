"""What is pinned can be installed wherever the README says that the manual can be built."""

import re
from importlib.metadata import metadata
from pathlib import Path

from packaging.specifiers import SpecifierSet

from tests.cases import for_each

ROOT = Path(__file__).parents[1]
OLDEST = "3.11.0"
"""The oldest Python that `requires-python` of pyproject.toml admits; Debian 12 has 3.11.2."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; [^\\]+)? \\\n((?: +--hash=\S+(?: \\)?\n)*)", re.M)
PINS = {
    match[1]: match
    for name in ("requirements.txt", "tests/requirements.txt")
    for match in PIN.finditer((ROOT / name).read_text(encoding="utf-8"))
}


@for_each("name", sorted(PINS))
def test_a_pinned_package_runs_on_the_oldest_python(name):
    found = metadata(name)
    assert found["Version"] == PINS[name][2]
    assert OLDEST in SpecifierSet(found["Requires-Python"] or "")


@for_each("name", sorted(PINS))
def test_a_pinned_package_is_known_by_its_content(name):
    assert "--hash=sha256:" in PINS[name][3]


def test_what_builds_the_manual_is_pinned_the_same_for_the_tests():
    both = [
        PIN.findall((ROOT / name).read_text(encoding="utf-8"))
        for name in ("requirements.txt", "tests/requirements.txt")
    ]
    builds, tests = ({name: version for name, version, _ in one} for one in both)
    assert builds
    assert builds.items() <= tests.items()
