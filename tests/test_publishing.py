"""Editions in a plain folder: published whole, kept as they were, verified, signed, retired."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.editions.publishing import publisher, signing, verifying
from macros.editions.publishing.errors import PublishingError
from macros.editions.publishing.manifest import Source
from tests.editions import ROOT, assert_whole, contents, edition

PAGES = {"index.html": "one", "roles/index.html": "two", "downloads/manual.json": "{}"}


def site(**pages: str):
    """Return what makes a finished site of some pages."""

    def make(fresh: Path) -> None:
        for path, text in (PAGES | pages).items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_text(text, encoding="utf-8")

    return make


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a folder with two editions."""
    folder = tmp_path / "published"
    for name in ("1.0", "2.0"):
        publisher.publish(folder, edition(name), site(**{"index.html": name}))
    return folder


def listed(folder: Path) -> list[dict]:
    return json.loads((folder / "versions.json").read_text(encoding="utf-8"))


def test_a_published_folder_is_what_mike_and_readers_expect(folder):
    assert [one["version"] for one in listed(folder)] == ["2.0", "1.0"]
    assert [one["aliases"] for one in listed(folder)] == [["latest"], []]
    assert set(listed(folder)[0]["properties"]) == {"day", "manifest_sha256", "audience"}
    assert (folder / "latest/index.html").read_text(encoding="utf-8") == "2.0"
    assert 'content="0; url=latest/index.html"' in (folder / "index.html").read_text()
    assert sorted(path.name for path in folder.iterdir()) == [
        "1.0",
        "2.0",
        "index.html",
        "latest",
        "versions.json",
        "versions.log",
    ], "nothing else stands there, not even the lock"
    assert_whole(folder)


def test_the_same_content_again_changes_nothing(folder):
    before = contents(folder)
    again = edition("2.0", source=Source(commit="f" * 40, clean=True), tools=(("mkdocs", "9"),))
    outcome = publisher.publish(folder, again, site(**{"index.html": "2.0"}))
    assert outcome.result == "is published already with the same content"
    assert contents(folder) == before


def test_other_content_is_refused_and_kept_aside_only_when_told(folder):
    before = contents(folder)
    with pytest.raises(PublishingError, match="is published with other content"):
        publisher.publish(folder, edition("2.0"), site(**{"index.html": "else"}))
    assert contents(folder) == before
    outcome = publisher.publish(
        folder, edition("2.0"), site(**{"index.html": "else"}), replace=True
    )
    assert (folder / "2.0/index.html").read_text(encoding="utf-8") == "else"
    kept = {f"2.0/{path}": content for path, content in contents(folder / outcome.aside).items()}
    assert kept == {path: content for path, content in before.items() if path.startswith("2.0/")}
    assert_whole(folder)


def test_replacing_back_and_forth_keeps_each_that_was_there(folder):
    for text in ("b", "2.0", "b", "2.0"):
        publisher.publish(folder, edition("2.0"), site(**{"index.html": text}), replace=True)
    kept = sorted((path / "index.html").read_text() for path in (folder / ".replaced").iterdir())
    assert kept == ["2.0", "2.0", "b", "b"]
    assert_whole(folder)


def test_an_older_edition_published_later_does_not_become_the_latest(folder):
    publisher.publish(folder, edition("1.10"), site())
    publisher.publish(folder, edition("1.9"), site())
    assert [one["version"] for one in listed(folder)] == ["2.0", "1.10", "1.9", "1.0"]
    assert (folder / "latest").resolve().name == "2.0"
    publisher.publish(folder, edition("1.11", alias="latest"), site())
    assert (folder / "latest").resolve().name == "1.11"


def test_an_alias_can_be_a_page_where_a_folder_cannot_hold_links(folder):
    publisher.publish(folder, edition("3.0", alias_as="page"), site())
    assert not (folder / "latest").is_symlink()
    assert "url=../3.0/index.html" in (folder / "latest/index.html").read_text()
    assert_whole(folder)
    publisher.publish(folder, edition("4.0"), site())
    assert "url=../4.0/index.html" in (folder / "latest/index.html").read_text(), "it stays one"
    publisher.publish(folder, edition("5.0", alias_as="link"), site())
    assert (folder / "latest").readlink() == Path("5.0")
    assert_whole(folder)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../2.1", "2/1", "/tmp/2", ".2", "latest", "2.1 ", "2..1", "²", "1" * 99],
)
def test_unsafe_numbers_are_refused(name, tmp_path):
    with pytest.raises(PublishingError, match="is not the number of an edition"):
        publisher.publish(tmp_path / "published", edition(name), site())
    with pytest.raises(PublishingError, match="is not the number of an edition"):
        publisher.retire(tmp_path, name)
    assert not (tmp_path / "published").exists()


@pytest.mark.parametrize("alias", ["..", "a/b", ".x", "2.0", "index.html", "Latest", "-"])
def test_unsafe_aliases_are_refused(alias, folder):
    before = contents(folder)
    with pytest.raises(PublishingError, match="is not the name of an alias"):
        publisher.publish(folder, edition("3.0", alias=alias), site())
    assert contents(folder) == before


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "notes").mkdir()
    with pytest.raises(PublishingError, match=r"holds index.html and no list of editions"):
        publisher.publish(tmp_path, edition("1.0"), site())
    assert contents(tmp_path) == {"index.html": b"mine"}


def test_what_stands_where_an_alias_goes_is_left_alone(folder):
    (folder / "stable").mkdir()
    (folder / "stable/mine.txt").write_text("mine")
    with pytest.raises(PublishingError, match="is not an alias"):
        publisher.publish(folder, edition("3.0", alias="stable"), site())
    assert not (folder / "3.0").exists()


def test_editions_for_auditors_do_not_join_those_for_staff(folder):
    with pytest.raises(PublishingError, match="holds editions for staff, and this one is for aud"):
        publisher.publish(folder, publisher.Edition("3.0", "auditor", "2026-10-27"), site())


def test_a_damaged_list_is_told_and_nothing_is_touched(folder):
    for text in ("[", "{}", '[{"version": 1}]', '["x"]', '[{"version": "..", "title": ""}]'):
        (folder / "versions.json").write_text(text)
        before = contents(folder)
        with pytest.raises(PublishingError, match="is not a list of editions"):
            publisher.publish(folder, edition("3.0"), site())
        assert contents(folder) == before


def test_what_fails_while_it_is_made_leaves_nothing_behind(folder):
    def make(fresh: Path) -> None:
        site()(fresh)
        raise PublishingError("the site was not built")

    before = contents(folder)
    with pytest.raises(PublishingError, match="the site was not built"):
        publisher.publish(folder, edition("3.0"), make)
    assert contents(folder) == before


def test_verify_names_what_was_altered_removed_and_added(folder, capsys):
    (folder / "1.0/roles/index.html").write_bytes(b"twO")
    (folder / "1.0/downloads/manual.json").unlink()
    (folder / "2.0/roles/more.html").write_text("more")
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[:-1] == [
        f"{folder}/2.0/roles/more.html: added",
        f"{folder}/1.0/downloads/manual.json: missing",
        f"{folder}/1.0/roles/index.html: altered",
        "3 differences in 2 editions.",
    ]
    assert main(["verify", str(folder), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {"path": "1.0/roles/index.html", "what": "altered"} in told["flaws"]
    assert told["as_published"] is False


def test_verify_tells_every_single_byte_that_is_altered(folder):
    tried = 0
    for path in sorted((folder / "1.0").rglob("*")):
        if path.is_file():
            written = path.read_bytes()
            for at in range(len(written)):
                path.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
                flaws = verifying.verify(folder).flaws
                name = path.relative_to(folder).as_posix()
                assert [flaw for flaw in flaws if flaw.path == name], f"{name}, byte {at}"
                tried += 1
            path.write_bytes(written)
    print(f"{tried} bytes altered, one at a time, each told")
    assert_whole(folder)


def test_verify_takes_a_link_or_a_folder_for_no_file(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("one")
    path = folder / "1.0/roles/index.html"
    path.unlink()
    path.symlink_to(secret)
    shutil.rmtree(folder / "1.0/downloads")
    (folder / "1.0/downloads").symlink_to(tmp_path)
    told = {(flaw.path, flaw.what) for flaw in verifying.verify(folder).flaws}
    assert told == {
        ("1.0/roles/index.html", "altered"),
        ("1.0/downloads", "added"),
        ("1.0/downloads/manual.json", "missing"),
    }


def test_verify_tells_a_missing_edition_a_stray_alias_and_a_folder_nobody_listed(folder):
    shutil.copytree(folder / "1.0", folder / "0.9")
    shutil.rmtree(folder / "1.0")
    (folder / "latest").unlink()
    (folder / "latest").symlink_to("/etc")
    found = verifying.verify(folder)
    assert [(flaw.path, flaw.what) for flaw in found.flaws] == [
        ("1.0", "missing"),
        ("latest", "does not lead to a listed edition"),
    ]
    assert ("0.9", "not listed in versions.json") in [(x.path, x.what) for x in found.notes]


def test_an_altered_edition_can_be_put_right(folder):
    (folder / "2.0/index.html").write_text("altered")
    with pytest.raises(PublishingError, match="was altered after it was published"):
        publisher.publish(folder, edition("2.0"), site(**{"index.html": "2.0"}))
    publisher.publish(folder, edition("2.0"), site(**{"index.html": "2.0"}), replace=True)
    assert_whole(folder)


def test_a_lost_edition_can_be_put_back(folder):
    shutil.rmtree(folder / "2.0")
    publisher.publish(folder, edition("2.0"), site(**{"index.html": "2.0"}))
    assert_whole(folder)


def test_retiring_takes_an_edition_away_and_keeps_it(folder, capsys):
    assert main(["retire", "1.0", "--from", str(folder)]) == 0
    assert "retired, kept in" in capsys.readouterr().out
    assert [one["version"] for one in listed(folder)] == ["2.0"]
    assert not (folder / "1.0").exists()
    (kept,) = (folder / ".retired").iterdir()
    assert (kept / "index.html").read_text() == "1.0"
    assert_whole(folder)


def test_retiring_the_current_edition_asks_which_one_follows(folder, capsys):
    before = contents(folder)
    assert main(["retire", "2.0", "--from", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "'latest' leads to edition 2.0" in said and "--successor 1.0" in said
    assert main(["retire", "2.0", "--from", str(folder), "--successor", "7"]) == 1
    assert contents(folder) == before
    assert main(["retire", "2.0", "--from", str(folder), "--successor", "1.0", "--delete"]) == 0
    assert (folder / "latest").resolve().name == "1.0"
    assert not (folder / ".retired").exists()
    assert_whole(folder)
    assert main(["retire", "1.0", "--from", str(folder)]) == 1
    assert "1.0 is the only edition" in capsys.readouterr().err


def test_the_list_tells_all_that_a_folder_holds(folder, capsys):
    publisher.publish(folder, edition("2.0"), site(**{"index.html": "else"}), replace=True)
    shutil.copytree(folder / "1.0", folder / "0.5")
    assert main(["editions", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "2.0" in said and "latest" in said and "0.5: not listed" in said
    assert ".replaced/2.0-" in said
    assert main(["editions", str(folder), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["edition"] for one in told["editions"]] == ["2.0", "1.0"]
    assert told["unlisted"] == ["0.5"]


@pytest.fixture
def keys(tmp_path) -> tuple[Path, Path]:
    """Return a key and its public key, made as the manual says."""
    key, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    openssl = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(key)]
    subprocess.run(openssl, check=True, capture_output=True)
    openssl = ["openssl", "pkey", "-in", str(key), "-pubout", "-out", str(public)]
    subprocess.run(openssl, check=True, capture_output=True)
    return key, public


@pytest.mark.needs_programs
def test_a_signature_is_checked_here_and_by_openssl(folder, keys, capsys):
    key, public = keys
    for name in ("1.0", "2.0"):
        publisher.publish(
            folder,
            edition(name),
            site(**{"index.html": name}),
            key=signing.private_key(key),
        )
    assert main(["verify", str(folder), "--public-key", str(public)]) == 0
    openssl = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(public), "-rawin"]
    files = ["-in", "manifest.json", "-sigfile", "manifest.json.sig"]
    done = subprocess.run([*openssl, *files], cwd=folder / "2.0", capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no differences" in capsys.readouterr().out


@pytest.mark.needs_programs
def test_a_missing_signature_another_key_and_an_altered_manifest_are_told(
    folder, keys, tmp_path, capsys
):
    key, public = keys
    verify = ["verify", str(folder), "--public-key", str(public)]
    publisher.publish(
        folder, edition("2.0"), site(**{"index.html": "2.0"}), key=signing.private_key(key)
    )
    assert main(verify) == 1
    said = capsys.readouterr().out
    assert said.count("is not signed") == 1 and "1.0/manifest.json.sig: missing" in said

    other = tmp_path / "other.pem"
    openssl = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(other)]
    subprocess.run(openssl, check=True, capture_output=True)
    publisher.publish(folder, edition("3.0"), site(), key=signing.private_key(other))
    assert main(verify) == 1
    assert "3.0/manifest.json.sig: does not fit: signed with another key" in (
        capsys.readouterr().out
    )

    path = folder / "2.0/manifest.json"
    path.write_bytes(path.read_bytes().replace(b"2026-10-27", b"2026-10-28"))
    assert main(verify) == 1
    said = capsys.readouterr().out
    assert "2.0/manifest.json: altered: versions.json names another manifest" in said
    assert "2.0/manifest.json.sig: does not fit" in said


@pytest.mark.needs_programs
def test_a_signature_cannot_be_changed_by_accident(folder, keys, tmp_path):
    key, _ = keys
    pages = site(**{"index.html": "2.0"})
    publisher.publish(folder, edition("2.0"), pages, key=signing.private_key(key))
    other = tmp_path / "other.pem"
    openssl = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(other)]
    subprocess.run(openssl, check=True, capture_output=True)
    with pytest.raises(PublishingError, match="is signed with another key"):
        publisher.publish(folder, edition("2.0"), pages, key=signing.private_key(other))


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END"])
def test_what_is_no_key_is_told(text, tmp_path, capsys):
    path = tmp_path / "key.pem"
    path.write_text(text)
    with pytest.raises(PublishingError, match="is not a private key"):
        signing.private_key(path)
    with pytest.raises(PublishingError, match="is not a public key"):
        signing.public_key(path)
    with pytest.raises(PublishingError, match="cannot be read"):
        signing.private_key(tmp_path / "none.pem")


@pytest.mark.needs_programs
def test_keys_of_another_kind_and_with_a_passphrase_are_told(tmp_path):
    path = tmp_path / "key.pem"
    openssl = ["openssl", "genpkey", "-algorithm", "ed448", "-out", str(path)]
    subprocess.run(openssl, check=True, capture_output=True)
    with pytest.raises(PublishingError, match="is not an Ed25519 key"):
        signing.private_key(path)
    openssl = ["openssl", "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:x"]
    subprocess.run([*openssl, "-out", str(path)], check=True, capture_output=True)
    with pytest.raises(PublishingError, match="the key has a passphrase"):
        signing.private_key(path, {})
    with pytest.raises(PublishingError, match="is not a private key for this passphrase"):
        signing.private_key(path, {signing.PASSPHRASE: "y"})
    assert signing.private_key(path, {signing.PASSPHRASE: "x"})


HOLD = """\
import sys, time
from pathlib import Path
from macros.editions.publishing import lock
with lock.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(folder):
    """Return another process that holds the folder's lock."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout and other.stdout.readline() == "held\n"
    yield other
    other.kill()
    other.communicate()


def test_a_second_publisher_is_told_who_is_at_work(folder, holder, capsys):
    before = contents(folder)
    told = rf"process {holder.pid}, since 20.* is publishing to it"
    with pytest.raises(PublishingError, match=told):
        publisher.publish(folder, edition("3.0"), site())
    with pytest.raises(PublishingError, match=told):
        publisher.publish(folder, edition("3.0"), site(), break_lock=True)
    assert main(["break-lock", str(folder)]) == 1
    assert contents(folder) == before


def test_a_lock_left_behind_is_told_and_broken_knowingly(folder, holder, capsys):
    holder.kill()
    holder.wait()
    with pytest.raises(PublishingError, match="whose process has ended") as told:
        publisher.publish(folder, edition("3.0"), site())
    assert f"python -m macros break-lock {folder}" in str(told.value)
    assert_whole(folder)
    assert main(["break-lock", str(folder)]) == 0
    assert f"process {holder.pid}" in capsys.readouterr().out
    publisher.publish(folder, edition("3.0"), site())
    assert main(["break-lock", str(folder)]) == 0
    assert "is not locked" in capsys.readouterr().out


def test_a_lock_left_behind_can_be_broken_while_publishing(folder, holder):
    holder.kill()
    holder.wait()
    publisher.publish(folder, edition("3.0"), site(), break_lock=True)
    assert not (folder / ".lock").exists()


def test_a_lock_of_another_host_is_not_taken_for_a_dead_one(folder):
    (folder / ".lock").write_text(
        json.dumps({"user": "ann", "host": "elsewhere", "pid": 1, "since": "2026-10-27"})
    )
    with pytest.raises(PublishingError, match=r"ann on elsewhere, .* which this host cannot check"):
        publisher.publish(folder, edition("3.0"), site())


@pytest.mark.needs_programs
def test_two_folders_filled_alike_are_alike_to_the_byte(tmp_path, keys):
    for name in ("one", "two"):
        for number, text in (("1.0", "a"), ("2.0", "b"), ("2.1", "c")):
            publisher.publish(
                tmp_path / name / "published",
                edition(number),
                site(**{"index.html": text}),
                key=signing.private_key(keys[0]),
            )
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_order_of_aliases_does_not_depend_on_the_day(tmp_path):
    script = (
        "import sys; from macros.editions.publishing.editions import Editions\n"
        "e = Editions([]).having('1.0', aliases=('latest', 'stable', 'old', 'kept', 'a', 'b'))\n"
        "sys.stdout.buffer.write(e.as_bytes())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1


def test_a_mistake_of_the_person_at_the_keyboard_is_told_without_a_traceback(tmp_path, capsys):
    assert main(["verify", str(tmp_path)]) == 1
    assert main(["verify", str(tmp_path / "none")]) == 1
    assert main(["editions", str(tmp_path / "none")]) == 1
    assert main(["retire", "1.0", "--from", str(tmp_path / "none")]) == 1
    assert main(["break-lock", str(tmp_path / "none")]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n    ") == 5, "each with its hint"
