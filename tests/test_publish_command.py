"""`python -m macros publish` from data to a published folder, and mike beside it."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.commands import publish
from macros.commands._terminal import Terminal
from macros.editions.publishing import publisher, verifying
from macros.manual import Manual
from tests.browser import needed, served
from tests.editions import (
    EPOCH,
    assert_whole,
    contents,
    edition,
    filled,
    project,
    run,
    write_edition,
)

pytestmark = pytest.mark.needs_programs


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=n", "-c", "user.email=n@manual.test", "-c", "commit.gpgsign=false"]
    command = [needed("git", "git"), *names, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def manual(tmp_path) -> Path:
    """Return a project that stands at a commit."""
    folder = project(tmp_path / "project")
    (folder / ".gitignore").write_text("__pycache__/\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The manual")
    return folder


@pytest.mark.slow
def test_a_web_server_can_read_what_a_user_with_a_strict_umask_publishes(manual, tmp_path):
    folder = tmp_path / "published"
    done = subprocess.run(
        [sys.executable, "-m", "macros", "publish", "--to", str(folder)],
        cwd=manual,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = [one for one in folder.rglob("*") if not one.name.startswith(".")]
    assert len(site) > 100
    assert not [one for one in site if one.stat().st_mode & 0o044 != 0o044]


@pytest.mark.slow
def test_the_same_commit_on_another_day_gives_the_same_bytes(manual, tmp_path):
    faketime = needed("faketime", "faketime")
    # No day is set in the data, so that only SOURCE_DATE_EPOCH says which it is.
    settings = manual / "data/settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("".join(x for x in text.splitlines(True) if "as_of" not in x) or "{}\n")
    git(manual, "commit", "--quiet", "--all", "--message=Any day")
    command = [sys.executable, "-m", "macros", "publish", "--to"]
    # One folder stands within the project, where it must not count as a change to it.
    folders = [tmp_path / "elsewhere" / "aims", manual / "published"]
    for folder, day, seed in zip(folders, ("2026-12-24", "2027-03-05"), "12", strict=True):
        done = subprocess.run(
            [faketime, f"{day} 08:09:10", *command, str(folder)],
            cwd=manual,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert contents(folders[0]) == contents(folders[1])
    assert_whole(folders[0])
    files = contents(folders[0])
    assert {"1.0/downloads/manual.pdf", "1.0/downloads/manual.json", "versions.json"} <= set(files)
    told = json.loads(files["1.0/manifest.json"])
    head = git(manual, "rev-parse", "HEAD").strip()
    assert told["source"] == {"commit": head, "clean": True}
    assert told["day"] == "2026-11-23"
    assert {"mkdocs", "typst", "python"} <= set(told["tools"])

    # A later commit that readers do not see, and the same edition again.
    (manual / "NOTES").write_text("Not part of the manual.\n")
    before = files
    done = run(manual, "publish", "--to", "published")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Some files are not committed" in done.stdout
    assert "shows everything" not in done.stdout
    assert "is published already with the same content" in done.stdout
    assert contents(folders[1]) == before

    # And with a change that they do see.
    (manual / "docs/index.md").write_text("# Another one\n")
    done = run(manual, "publish", "--to", "published")
    assert done.returncode == 1
    assert "is published with other content" in done.stderr
    assert contents(folders[1]) == before


def test_mistakes_are_told_before_anything_is_built(manual):
    done = run(manual, "publish", "--to", "published", "--edition", "2.1")
    assert done.returncode == 1
    assert "data/organisation.yaml: the manual is edition 1.0, not 2.1" in done.stderr
    assert "Write `edition: 2.1` there, or publish it as 1.0." in done.stderr
    for unsafe in ("../../etc", "latest", ".git"):
        done = run(manual, "publish", "--to", "published", "--edition", unsafe)
        assert "is not the number of an edition" in done.stderr
    for inside in ("data/published", "docs"):
        done = run(manual, "publish", "--to", inside)
        assert "which contains sources of the manual" in done.stderr
    assert not (manual / "data/published").exists()
    done = run(manual, "publish", "--to", "published", "--key", "none.pem")
    assert "none.pem: cannot be read" in done.stderr
    (manual / "data/roles.yaml").write_text("- {id: boss, tile: The boss}\n")
    done = run(manual, "publish", "--to", "published")
    assert done.returncode == 1
    assert "unknown field `tile` of a role" in done.stdout
    assert not (manual / "published").exists()


def test_a_mistake_in_a_page_publishes_nothing(manual):
    (manual / "docs/index.md").write_text("# Manual\n\n[[nobody-at-all]]\n")
    done = run(manual, "publish", "--to", "published")
    assert done.returncode == 1
    assert "[[nobody-at-all]] is not the id of a record" in done.stderr
    assert "published: nothing was published" in done.stderr
    assert contents(manual / "published") == {}


@pytest.mark.slow
def test_the_build_knows_the_editions_and_its_own_number(manual, tmp_path):
    (manual / "told.py").write_text(
        "import os\n"
        "def on_page_markdown(markdown, **_):\n"
        "    told = [name for name in os.environ if name.startswith(('AIMS_', 'SITE_URL'))]\n"
        "    return markdown + ''.join(f'\\n\\n{name}={os.environ[name]}' for name in told)\n"
    )
    with (manual / "mkdocs.yml").open("a") as config:
        config.write("hooks: [told.py]\n")
    done = run(
        manual,
        *("publish", "--to", "../out", "--audience", "auditor"),
        SITE_URL="https://manual.test/aims",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "out/1.0/index.html").read_text(encoding="utf-8")
    assert f"AIMS_PUBLISHED={tmp_path / 'out'}" in home
    assert "AIMS_EDITION_NAME=1.0" in home and "AIMS_AUDIENCE=auditor" in home
    assert "SITE_URL=https://manual.test/aims/1.0/" in home
    assert "for auditors" in home


@pytest.mark.slow
def test_mike_still_publishes_to_a_branch(manual, tmp_path, visit):
    mike = [str(Path(sys.executable).with_name("mike")), "deploy", "--update-aliases"]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        **{
            f"GIT_{who}_{what}": "n@manual.test"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    for name in ("1.0", "2.0"):
        write_edition(manual, name)
        git(manual, "commit", "--quiet", "--all", "--allow-empty", f"--message=Edition {name}")
        done = subprocess.run(
            [*mike, name, "latest"],
            cwd=manual,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    branch = tmp_path / "branch"
    git(manual, "worktree", "add", str(branch), "gh-pages")
    assert [one["version"] for one in json.loads((branch / "versions.json").read_bytes())] == [
        "2.0",
        "1.0",
    ]
    with served(branch) as root:
        page = visit(f"{root}1.0/roles/")
        note = page.locator(".aims-outdated a")
        expect(note).to_have_text("Read this page in edition 2.0")
        note.click()
        page.wait_for_url(f"{root}2.0/roles/")
        expect(page.locator(".aims-editions")).to_be_visible()
        page.wait_for_load_state("networkidle")


def test_a_folder_that_mike_began_can_be_published_to(tmp_path):
    folder = tmp_path / "published"
    filled("mike", 3)(folder / "1.0")
    (folder / "versions.json").write_text(
        '[{"version": "1.0", "title": "First", "aliases": ["latest", "stable"]}]'
    )
    publisher.publish(folder, edition("2.0"), filled("ours", 3))
    listed = json.loads((folder / "versions.json").read_bytes())
    assert [(one["version"], one["aliases"]) for one in listed] == [
        ("2.0", ["latest"]),
        ("1.0", ["stable"]),
    ]
    assert [flaw.path for flaw in verifying.verify(folder).flaws] == ["1.0/manifest.json"]
    shutil.rmtree(folder)


@pytest.mark.parametrize("audience", ["staff", "auditor"])
def test_it_is_said_that_an_edition_for_staff_withholds_nothing(audience, tmp_path, capsys):
    path = tmp_path / "settings.yaml"
    path.write_text("withhold: []\n", encoding="utf-8")
    parser = argparse.ArgumentParser()
    publish.add_arguments(parser)
    options = parser.parse_args(
        ["--to", str(tmp_path / "to"), "--edition=1", f"--audience={audience}"]
    )
    options.terminal = Terminal(argparse.Namespace(quiet=False, verbose=False, color="never"))
    publish._edition(Manual.load(tmp_path), options)
    said = "This staff edition shows everything: the settings contain `withhold: []`."
    assert (said in capsys.readouterr().out) == (audience == "staff")
