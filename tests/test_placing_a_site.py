"""A new site in the place of the last one: whole, and without the loss of what no build made."""

import errno
from pathlib import Path

import pytest

from macros.commands import _placing
from macros.commands._placing import BUILT, swap, target_of, workshop
from macros.diagnostics import ManualError
from macros.editions.publishing.errors import PublishingError
from macros.pages._outline import FILE


def place(site, files):
    """Build a site of these files into a folder, as the command does."""
    target = target_of(site)
    with workshop(target) as fresh:
        for path, content in {FILE: "{}", **files}.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_text(content)
        swap(fresh, target)


def shown(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (FILE, BUILT)
    }


def cannot_exchange(*_):
    raise PublishingError("this file system cannot")


def busy(*_):
    raise OSError(errno.EBUSY, "busy")


@pytest.mark.parametrize("exchange", [None, cannot_exchange, busy])
def test_what_no_build_made_stays_and_all_else_is_the_new_site(tmp_path, monkeypatch, exchange):
    if exchange:
        monkeypatch.setattr(_placing, "exchange", exchange)
    site = tmp_path / "site"
    place(site, {"index.html": "1", "old/index.html": "1", "kept/index.html": "1"})
    own = {
        ".git/HEAD": "ref",
        "CNAME": "a.example",
        ".nojekyll": "",
        "kept/mine.txt": "mine",
        "old/mine.txt": "m",
    }
    for path, content in own.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(content)
    for number in ("2", "3"):
        new = {"index.html": number, "kept/index.html": number, "new/index.html": number}
        place(site, new)
        assert shown(site) == own | new
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_file_of_somebody_that_the_new_site_would_cover_stops_it(tmp_path):
    site = tmp_path / "site"
    place(site, {"index.html": "1"})
    (site / "CNAME").write_text("mine")
    with pytest.raises(ManualError, match="CNAME was not created by a build"):
        place(site, {"index.html": "2", "CNAME": "theirs"})
    assert shown(site) == {"index.html": "1", "CNAME": "mine"}


def test_a_link_is_followed_also_where_it_leads_to_nothing_yet(tmp_path):
    (tmp_path / "site").symlink_to("web")
    place(tmp_path / "site", {"index.html": "1"})
    place(tmp_path / "site", {"index.html": "2"})
    assert (tmp_path / "site").is_symlink()
    assert shown(tmp_path / "web") == {"index.html": "2"}
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange/thesis.txt").write_text("x")
    (tmp_path / "other").symlink_to("strange")
    with pytest.raises(ManualError, match="was not created by a build"):
        target_of(tmp_path / "other")


def test_a_folder_with_nothing_but_a_worktree_of_git_is_filled(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.git").write_text("gitdir: x")
    place(tmp_path / "site", {"index.html": "1"})
    assert shown(tmp_path / "site") == {".git": "gitdir: x", "index.html": "1"}


def test_a_site_of_a_program_that_left_no_list_keeps_what_is_hidden(tmp_path):
    site = tmp_path / "site"
    place(site, {"index.html": "1", "old.html": "1"})
    (site / BUILT).unlink()
    (site / ".git").write_text("x")
    (site / "CNAME").write_text("a.example")
    place(site, {"index.html": "2"})
    assert shown(site) == {".git": "x", "CNAME": "a.example", "index.html": "2"}


def test_what_a_killed_build_left_is_removed_and_a_site_it_moved_away_is_back(tmp_path):
    site = tmp_path / "site"
    (tmp_path / ".site-dead/site").mkdir(parents=True)
    (tmp_path / ".site-gone/old").mkdir(parents=True)
    (tmp_path / ".site-gone/old/index.html").write_text("last good")
    (tmp_path / ".site-mine").mkdir()
    (tmp_path / ".site-mine/notes.txt").write_text("x")
    with workshop(site):
        assert shown(site) == {"index.html": "last good"}
        with workshop(site) as other:
            other.mkdir()
        working = [one.name for one in tmp_path.glob(".site-*")]
        assert len(working) == 2, "that of the build at work, and what is no build's"
    assert sorted(one.name for one in tmp_path.iterdir()) == [".site-mine", "site"]


def test_there_is_a_site_at_every_moment(tmp_path, monkeypatch):
    site = tmp_path / "site"
    place(site, {"index.html": "1"})
    seen = []
    for name in ("rename", "replace"):
        real = getattr(Path, name)

        def watched(path, to, real=real):
            done = real(path, to)
            seen.append((site / "index.html").read_text())
            return done

        monkeypatch.setattr(Path, name, watched)
    real_exchange = _placing.exchange

    def exchange(one, other):
        seen.append((site / "index.html").read_text())
        real_exchange(one, other)
        seen.append((site / "index.html").read_text())

    monkeypatch.setattr(_placing, "exchange", exchange)
    place(site, {"index.html": "2"})
    assert (seen[0], seen[-1]) == ("1", "2")


def test_a_day_that_files_cannot_bear_is_refused_before_the_build(monkeypatch, capsys, tmp_path):
    from macros.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert main(["build", "--site", str(tmp_path / "site")]) == 1
    assert "is after 7 February 2106" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())
