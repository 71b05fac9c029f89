"""Beginning a manual of one's own: from the repository, and from the installed package."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder with the package as a wheel would install it, after pyproject.toml."""
    folder = tmp_path_factory.mktemp("installed")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for source, target in table.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        copy(ROOT / source, folder / target)
    return folder


def run(folder, *command, packages=""):
    environment = {**os.environ, "PYTHONPATH": str(packages), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("options", [(), ("--empty",)], ids=["full", "empty"])
def test_what_the_installed_package_begins_builds_without_a_warning(installed, tmp_path, options):
    done = run(tmp_path, "aims_manual", "init", "ours", *options, packages=installed)
    assert done.returncode == 0, done.stderr
    assert "mkdocs serve" in done.stdout
    built = run(tmp_path / "ours", "mkdocs", "build", "--strict", packages=installed)
    assert built.returncode == 0, built.stderr
    home = (tmp_path / "ours/site/index.html").read_text(encoding="utf-8")
    assert ("Halvern" in home) is not bool(options)


def test_an_empty_start_names_nothing_of_the_example(installed, tmp_path):
    run(tmp_path, "aims_manual", "init", "ours", "--empty", packages=installed)
    written = [*(tmp_path / "ours/docs").rglob("*.md"), tmp_path / "ours/mkdocs.yml"]
    written += (path for path in (tmp_path / "ours/data").glob("*.yaml"))
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert "Halvern" not in text, path
        assert 'rule("' not in text, path


def test_what_the_repository_begins_builds_by_itself(tmp_path):
    done = run(ROOT, "macros", "init", str(tmp_path / "ours"), "--empty")
    assert done.returncode == 0, done.stderr
    built = run(tmp_path / "ours", "macros", "build", "--without-pdf")
    assert built.returncode == 0, built.stderr
    assert "/site/" in (tmp_path / "ours/.gitignore").read_text(encoding="utf-8")
    # It has the targets that a manual needs, and none that only the program's own tests make work.
    for target, there in (("serve", True), ("check", True), ("test", False), ("lint", False)):
        made = subprocess.run(
            ["make", "--dry-run", target], cwd=tmp_path / "ours", capture_output=True, check=False
        )
        assert (made.returncode == 0) is there, target


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    done = run(ROOT, "macros", "init", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path} is not an empty folder. Name one that is new.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("place", ["data/ours", "docs/ours", "macros"])
def test_a_manual_does_not_begin_inside_of_what_it_copies(place):
    target = ROOT / place / "new"
    done = run(ROOT, "macros", "init", str(target))
    assert done.returncode == 1
    assert "which is copied" in done.stderr and not target.exists()
