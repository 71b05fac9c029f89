"""What git says of the data: a commit is read as it is, or the reason is told."""

import subprocess
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.editions.git import GitError
from macros.editions.publishing import provenance

pytestmark = pytest.mark.needs_programs


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *arguments], check=True)


def commit(words="one"):
    git("add", "-A", "-f")
    git("commit", "--quiet", "--allow-empty", "-m", words)


@pytest.fixture
def folder(sound):
    """Return the sound data, committed once."""
    folder = sound().folder
    git("init", "--quiet")
    commit()
    return folder


def change(folder):
    policies = folder / "policies.yaml"
    policies.write_text(policies.read_text().replace("Every system", "Each AI system"))


@pytest.mark.parametrize("attribute", ["export-ignore", "export-subst", "ident", "text eol=crlf"])
def test_no_attribute_hides_what_changed(folder, attribute, capsys):
    (folder / ".gitattributes").write_text(f"policies.yaml {attribute}\n")
    commit()
    change(folder)
    commit("two")
    assert main(["diff", "HEAD~1", "HEAD"]) == 1
    assert "[-Every-]{+Each AI+} system has an owner." in capsys.readouterr().out


def test_a_shallow_clone_is_told(folder, capsys, monkeypatch):
    commit("two")
    git("clone", "--quiet", "--depth", "1", f"file://{Path.cwd()}", "shallow")
    monkeypatch.chdir("shallow")
    assert main(["diff", "HEAD~1"]) == 2
    told = capsys.readouterr().err
    assert "'HEAD~1' is not in this clone, which is shallow" in told
    assert "git fetch --unshallow" in told


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (
            lambda patch: patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"),
            "belongs to another user",
        ),
        (lambda patch: patch.setenv("PATH", ""), "git is not installed"),
        (lambda patch: Path(".git").rename("gone"), "there is no git repository"),
    ],
)
def test_why_git_refuses_is_told(folder, spoil, reason, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    spoil(monkeypatch)
    assert main(["diff", "HEAD"]) == 2
    told = capsys.readouterr().err
    assert "'HEAD' " in told
    assert reason in told
    with pytest.raises(GitError, match=reason):
        provenance.source(Path.cwd(), Path("published"))


def test_an_object_that_is_missing_is_told(folder, capsys):
    sha = subprocess.check_output(
        ["git", "rev-parse", "HEAD:data/policies.yaml"], text=True
    ).strip()
    Path(".git/objects", sha[:2], sha[2:]).unlink()
    assert main(["diff", "HEAD"]) == 2
    told = capsys.readouterr().err
    assert "'HEAD' cannot be read: git does not have data/policies.yaml" in told
    assert "Traceback" not in told


def test_a_revision_that_nobody_has_is_told(folder, capsys):
    assert main(["diff", "no-such-thing"]) == 2
    assert "is neither a file, nor a folder, nor a git revision" in capsys.readouterr().err


def is_clean(folder):
    return provenance.source(Path.cwd(), Path("published"), [folder, Path("docs")]).clean


def test_what_is_committed_is_clean_and_nothing_else(folder):
    assert is_clean(folder)
    (folder / ".gitignore").write_text("channels-2.yaml\n")
    commit("two")
    git("add", "-A", "-f")
    commit("three")
    assert is_clean(folder)
    Path(folder, "roles").mkdir()
    (folder / ".gitignore").write_text("more.yaml\n")
    commit("four")
    (folder / "more.yaml").write_text("x")
    assert not is_clean(folder), "git ignores it, the manual reads it"
    (folder / "more.yaml").unlink()
    assert is_clean(folder)
    git("update-index", "--assume-unchanged", "data/policies.yaml")
    change(folder)
    assert not is_clean(folder), "git is told to assume that it did not change"


def test_a_link_is_what_it_leads_to(folder, tmp_path):
    outside = tmp_path.with_name(f"{tmp_path.name}-outside.md")
    outside.write_text("x")
    Path("docs").mkdir()
    Path("docs/a.md").symlink_to(outside)
    commit("two")
    assert not is_clean(folder), "what is behind the link is not in the commit"
