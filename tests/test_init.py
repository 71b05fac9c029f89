"""Beginning a manual of one's own: from the repository, and from the installed package."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from lxml import html

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder with the package as a wheel would install it, after pyproject.toml."""
    folder = tmp_path_factory.mktemp("installed")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    left_out = {ROOT / path for path in wheel["exclude"]}

    def excluded(parent: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(parent) / name in left_out}

    for source, target in wheel["sources"].items():
        shutil.copytree(ROOT / source, folder / target, ignore=excluded, dirs_exist_ok=True)
    for source, target in wheel["force-include"].items():
        shutil.copy(ROOT / source, folder / target)
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


@pytest.fixture(scope="module")
def begun(installed, tmp_path_factory):
    """Return an empty manual that the installed package began and built, and what it printed."""
    folder = tmp_path_factory.mktemp("begun")
    said = run(folder, "aims_manual", "init", "ours", "--empty", packages=installed)
    for command in (("mkdocs", "build", "--strict"), ("aims_manual", "check")):
        done = run(folder / "ours", *command, packages=installed)
        said.stdout += done.stdout + done.stderr
        assert done.returncode == 0, said.stdout
    return folder / "ours", said.stdout


@pytest.mark.slow
def test_what_the_installed_package_begins_in_full_builds_without_a_warning(installed, tmp_path):
    done = run(tmp_path, "aims_manual", "init", "ours", packages=installed)
    assert done.returncode == 0, done.stderr
    assert "mkdocs serve" in done.stdout
    built = run(tmp_path / "ours", "mkdocs", "build", "--strict", packages=installed)
    assert built.returncode == 0, built.stderr
    home = (tmp_path / "ours/site/index.html").read_text(encoding="utf-8")
    assert "Halvern" in home


def test_an_empty_start_names_nothing_of_the_example(begun):
    ours, _ = begun
    for path in ours.rglob("*"):
        if path.is_file():
            assert b"halvern" not in path.read_bytes().lower(), path
    for path in [*(ours / "docs").rglob("*.md"), *(ours / "data").glob("*.yaml")]:
        assert 'rule("' not in path.read_text(encoding="utf-8"), path
    logo = (ours / "site/assets/logo.svg").read_text(encoding="utf-8")
    assert ">OO</text>" in logo, "the initials of `Our organisation`"
    colour = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    assert colour["extra"]["brand_colour"] not in logo
    assert not (ours / "docs/assets/logo.svg").exists()


def test_a_site_without_its_pdf_has_no_link_to_it(begun):
    ours, _ = begun
    assert not (ours / "site/downloads/manual.pdf").exists()
    assert "manual.pdf" not in (ours / "site/downloads/index.html").read_text(encoding="utf-8")


COMMAND = re.compile(r"(aims-manual|python -m \w+|make|mkdocs) +([a-z][\w-]*)")
FILES = ("README.md", "CONTRIBUTING.md", "NOTICE", "Makefile", "requirements.txt", "tests/")


def code(site, said):
    """Yield all that a built site and printed text show as code."""
    for path in site.rglob("*.html"):
        for element in html.parse(path).xpath("//code | //pre"):
            yield element.text_content()
    yield from re.findall(r"`([^`\n]+)`", said)
    yield from re.findall(r"^ +(.*)$", said, re.MULTILINE)


def named_wrongly(ours, said, known):
    """Return the commands and files that are named though a manual does not have them."""
    makefile = ours / "Makefile"
    targets = makefile.read_text(encoding="utf-8") if makefile.exists() else ""
    known = known | {"make": set(re.findall(r"^([a-z]+):", targets, re.MULTILINE))}
    known |= {"mkdocs": {"build", "serve"}}
    wrong, count = set(), 0
    for text in code(ours / "site", said):
        for program, command in COMMAND.findall(text):
            count += 1
            if command not in known.get(program, ()):
                wrong.add(f"{program} {command}")
        wrong |= {name for name in FILES if name in text and not (ours / name).exists()}
    assert count > 10, "the pages name commands"
    return wrong


def help_of(folder, package, packages=""):
    """Return what a program prints of itself, and its commands."""
    said = run(folder, package, "--help", packages=packages).stdout
    listed = said.partition("commands:")[2].partition("exit codes:")[0]
    commands = set(re.findall(r"^    ([a-z-]+) ", listed, re.MULTILINE))
    assert {"check", "build", "init"} <= commands
    return said, commands


def test_from_a_wheel_only_commands_and_files_are_named_that_are_there(begun, installed):
    ours, said = begun
    usage, commands = help_of(ours, "aims_manual", installed)
    # It calls itself by the name it was started by; the pages name the script of the wheel.
    assert usage.startswith("usage: python -m aims_manual [-h]")
    known = {"aims-manual": commands, "python -m aims_manual": commands}
    assert named_wrongly(ours, said + usage, known) == set()


@pytest.mark.slow
def test_what_the_repository_begins_builds_by_itself(tmp_path):
    done = run(ROOT, "macros", "init", str(tmp_path / "ours"), "--empty")
    assert done.returncode == 0, done.stderr
    built = run(tmp_path / "ours", "macros", "build", "--without-pdf")
    assert built.returncode == 0, built.stderr
    usage, commands = help_of(tmp_path / "ours", "macros")
    assert usage.startswith("usage: python -m macros [-h]")
    said = done.stdout + built.stdout + built.stderr + usage
    assert named_wrongly(tmp_path / "ours", said, {"python -m macros": commands}) == set()
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
    assert done.stderr == f"{tmp_path}: is not an empty folder\n    Name a new folder.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("place", ["data/ours", "docs/ours", "macros"])
def test_a_manual_does_not_begin_inside_of_what_it_copies(place):
    target = ROOT / place / "new"
    done = run(ROOT, "macros", "init", str(target))
    assert done.returncode == 1
    assert "which is copied" in done.stderr and not target.exists()
