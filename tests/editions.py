"""A small manual with the whole frame, to be published in editions, and what readers get of it."""

import http.client
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from macros.editions.publishing import manifest, verifying
from macros.editions.publishing.editions import Editions
from macros.editions.publishing.installing import Edition
from macros.editions.publishing.layout import MANIFEST
from tests import forked

ROOT = Path(__file__).parents[1]
HOME = """\
# The manual

[[board]] answers for edition {{ organisation("edition") }}.
"""
EPOCH = "1795420800"
"""The moment that the editions of the tests are made at, whenever they run: in November 2026."""


def project(folder: Path) -> Path:
    """Return a project in a folder: the sound manual of the tests, in the frame of this one."""
    config, _, _ = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"{config}\nnav: [index.md]\n", encoding="utf-8")
    (folder / "docs/index.md").write_text(HOME, encoding="utf-8")
    (folder / "docs/assets").symlink_to(ROOT / "docs/assets")
    (folder / "macros").symlink_to(ROOT / "macros")
    # What a link leads to is not in a commit.
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "tests/mistakes/_sound/data", folder / "data")
    return folder


def write_edition(project: Path, name: str) -> None:
    """Let the manual say that it is another edition."""
    path = project / "data/organisation.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"edition: {name}" if line.startswith("edition:") else line for line in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program in a project."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    return forked.run(project, "macros", *arguments, env=environment)


def edition(name: str, **more: str) -> Edition:
    """Return an edition as the tests publish it."""
    return Edition(name=name, audience="staff", day="2026-10-27", **more)


def assert_whole(folder: Path) -> None:
    """Assert that what a folder lists is as it was published."""
    found = verifying.verify(folder)
    assert found.flaws == (), verifying.text(folder, found)


def assert_served_whole(folder: Path, root: str) -> int:
    """Assert that a server gives every file of every edition it lists, and return how many."""
    split, count = urlsplit(root), 0
    server = http.client.HTTPConnection(split.netloc, timeout=20)

    def get(path: str) -> bytes:
        server.request("GET", split.path + path)
        answer = server.getresponse()
        content = answer.read()
        assert answer.status == 200, f"{path}: {answer.status}"
        return content

    for one in Editions.read(folder):
        written = get(f"{one.name}/{MANIFEST}")
        assert one.has_manifest(manifest.sha256(written))
        content = manifest.read(written)
        assert content
        for path, said in content.files.items():
            # Names that begin with a dot are not for readers.
            if not any(part.startswith(".") for part in path.split("/")):
                assert manifest.sha256(get(f"{one.name}/{path}")) == said.sha256, path
                count += 1
    server.close()
    return count


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, and where each link leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink()).encode()
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def filled(salt: str, pages: int = 60):
    """Return what makes a finished site of a good many files, which a salt tells from another."""

    def make(fresh: Path) -> None:
        for number in range(pages):
            path = fresh / f"roles/role-{number}/index.html" if number else fresh / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<p>{salt} {number}</p>\n" * 200, encoding="utf-8")

    return make


def kept(folder: Path) -> set[str]:
    """Return what the manifests come to of all whole editions in a folder, in place or aside."""
    found = set()
    places = [folder, folder / ".replaced", folder / ".retired"]
    for there in (path for place in places if place.is_dir() for path in place.iterdir()):
        content = None if there.is_symlink() else manifest.read_from(there)
        if content and not [*content.changes(manifest.contents(there))]:
            found.add(manifest.sha256((there / MANIFEST).read_bytes()))
    return found


def left(folder: Path) -> list[str]:
    """Return what was left behind in a folder by somebody who was cut short."""
    hidden = (".replaced", ".retired")
    return [path.name for path in folder.glob(".*") if path.name not in hidden]
