"""Files put back in a published folder: `verify` or a reader who remembers reports them."""

import json
import re
import shlex
import shutil
import subprocess

import pytest

from macros.__main__ import main
from macros.editions.publishing import publisher as shelf
from macros.editions.publishing import rollback, signing
from macros.editions.publishing.errors import PublishingError
from tests.editions import assert_whole, contents, edition
from tests.test_publishing import site

LIST = ("versions.json", "versions.json.sig")
WHOLE = (*LIST, "versions.log", "index.html", "latest")


@pytest.fixture
def pem(tmp_path):
    """Return the file of a key and that of the key to check with."""
    private, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    make = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(private)]
    subprocess.run(make, check=True, capture_output=True)
    give = ["openssl", "pkey", "-in", str(private), "-pubout", "-out", str(public)]
    subprocess.run(give, check=True, capture_output=True)
    return private, public


@pytest.fixture
def folder(tmp_path, pem):
    """Return a folder of three signed editions, with copies of its state before each."""
    key, folder = signing.private_key(pem[0]), tmp_path / "published"
    for name in ("1.0", "2.0", "3.0"):
        shelf.publish(folder, edition(name), site(**{"index.html": name}), key=key)
        shutil.copytree(folder, tmp_path / f"after-{name}", symlinks=True)
    return folder


def put_back(folder, name, paths):
    """Put some files back as they were after an edition was published."""
    for path in paths:
        old = folder.with_name(f"after-{name}") / path
        (folder / path).unlink()
        shutil.copy2(old, folder / path, follow_symlinks=False)


def verify(capsys, folder, *more):
    code = main(["verify", str(folder), *map(str, more)])
    done = capsys.readouterr()
    assert "Traceback" not in done.out + done.err
    return code, (done.out + done.err).replace(f"{folder}/", "")


def test_a_list_that_was_put_back_with_its_signature_is_reported(folder, pem, capsys):
    put_back(folder, "2.0", (*LIST, "index.html", "latest"))
    shutil.rmtree(folder / "3.0")
    for more in ((), ("--public-key", pem[1])):
        code, said = verify(capsys, folder, *more)
        assert code == 1
        reported = "versions.json: put back: it is list 2, and the last one in versions.log is 3\n"
        assert said.startswith(reported)


def test_an_edition_that_was_put_back_is_reported(folder, pem, capsys):
    key, old = signing.private_key(pem[0]), folder.with_name("after-3.0") / "3.0"
    fixed = site(**{"index.html": "fixed"})
    shelf.publish(folder, edition("3.0"), fixed, replace=True, key=key)
    shutil.rmtree(folder / "3.0")
    shutil.copytree(old, folder / "3.0")
    code, said = verify(capsys, folder, "--public-key", pem[1])
    assert (code, said.splitlines()[0]) == (
        1,
        "3.0/manifest.json: altered: versions.json names another manifest",
    )
    put_back(folder, "3.0", LIST)
    code, said = verify(capsys, folder, "--public-key", pem[1])
    assert code == 1
    assert "versions.json: put back: it is list 3, and the last one in versions.log is 4" in said


def test_a_whole_folder_that_was_put_back_is_seen_only_by_who_remembers(
    folder, pem, tmp_path, capsys
):
    memory, key = tmp_path / "serial.json", ("--public-key", pem[1])
    assert verify(capsys, folder, *key, "--remember", memory)[0] == 0
    kept = memory.read_bytes()
    put_back(folder, "2.0", WHOLE)
    shutil.rmtree(folder / "3.0")
    assert verify(capsys, folder, *key)[0] == 0, "it was correct once"
    for more in (("--remember", memory), ("--expect-serial", "3")):
        code, said = verify(capsys, folder, *key, *more)
        assert code == 1
        assert said.startswith("versions.log: put back: its last serial is 2, and 3 is known\n")
    assert memory.read_bytes() == kept
    assert verify(capsys, folder, *key, "--expect-serial", "2")[0] == 0


def test_another_history_is_seen_by_who_remembers(folder, pem, tmp_path, capsys):
    memory = tmp_path / "serial.json"
    assert verify(capsys, folder, "--remember", memory)[0] == 0
    shutil.rmtree(folder)
    for name in ("1.0", "2.0", "3.1", "4.0"):
        shelf.publish(folder, edition(name), site(**{"index.html": name}))
    known = json.loads(memory.read_text())["list_sha256"]
    reported = "versions.log: another one: its list 3 is not the one that is known"
    for more in (("--remember", memory), ("--expect-serial", f"3:{known[:12]}")):
        code, said = verify(capsys, folder, *more)
        assert (code, said.splitlines()[0]) == (1, reported)


def test_a_log_that_was_removed_is_noted_and_seen_by_who_remembers(folder, tmp_path, capsys):
    memory = tmp_path / "serial.json"
    assert verify(capsys, folder, "--remember", memory)[0] == 0
    (folder / "versions.log").unlink()
    code, said = verify(capsys, folder)
    assert (code, said.count("versions.log: note: missing")) == (0, 1)
    assert verify(capsys, folder, "--remember", memory)[1].startswith("versions.log: missing\n")
    shelf.publish(folder, edition("4.0"), site())
    code, said = verify(capsys, folder, "--expect-serial", "1")
    assert code == 0 and "List of editions: serial 1, " in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:2], "versions.json: altered: it is not the last list"),
        (lambda lines: lines[1:], "versions.log: altered: line 1 does not follow"),
        (lambda lines: [lines[0], lines[2]], "versions.log: altered: line 2 does not follow"),
        (lambda lines: [*lines, lines[2]], "versions.log: altered: line 4 does not follow"),
        (lambda lines: [*lines, b"\xff{}\n"], "versions.log: altered: line 4 is not an entry"),
        (lambda lines: [], "versions.log: altered: it has no entry"),
    ],
)
def test_a_log_that_was_altered_is_reported_and_stops_a_publisher(folder, capsys, change, said):
    path = folder / "versions.log"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    code, told = verify(capsys, folder)
    assert (code, told.startswith(said)) == (1, True), told


def test_each_byte_of_a_signed_log_matters(folder, pem, capsys):
    path = folder / "versions.log"
    written, missed = path.read_bytes(), []
    signed = written.index(b'"signature"', written.rindex(b"\n", 0, -1))
    for at in range(0, len(written), 7):
        path.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        if not verify(capsys, folder, "--public-key", pem[1])[0]:
            missed.append(at)
    # Former signatures are not needed: the last entry signs the chain.
    assert all(at < signed and b'"signature"' in written[at - 110 : at] for at in missed), missed


def test_a_publisher_never_signs_a_list_that_was_put_back(folder, pem):
    put_back(folder, "2.0", LIST)
    before, key = contents(folder), signing.private_key(pem[0])
    with pytest.raises(PublishingError, match=r"is not the last list in versions.log, serial 3"):
        shelf.publish(folder, edition("4.0"), site(), key=key)
    assert contents(folder) == before


def test_an_interrupted_log_is_noted_and_finished(folder, pem, capsys):
    key = signing.private_key(pem[0])
    shelf.publish(folder, edition("4.0"), site(), key=key)
    finished = (folder / "versions.log").read_bytes()
    (folder / "versions.log").rename(folder / ".versions.log.new")
    shutil.copy2(folder.with_name("after-3.0") / "versions.log", folder / "versions.log")
    code, said = verify(capsys, folder, "--public-key", pem[1])
    assert (code, said.splitlines()[0]) == (
        0,
        "versions.log: note: was being written; the next publish finishes that",
    )
    shelf.publish(folder, edition("4.0"), site(), key=key)
    assert (folder / "versions.log").read_bytes() == finished
    assert_whole(folder)


def test_a_log_gets_its_signature_later_and_keeps_its_serial(tmp_path, pem, capsys):
    folder, key = tmp_path / "published", signing.private_key(pem[0])
    shelf.publish(folder, edition("1.0"), site())
    shelf.publish(folder, edition("1.0"), site(), key=key)
    code, said = verify(capsys, folder, "--public-key", pem[1])
    assert code == 0 and "List of editions: serial 1, " in said


@pytest.mark.parametrize("text", ["0", "-1", "x", "3:xyz", "3:", "²", ""])
def test_a_serial_that_is_not_one_is_refused(folder, text, capsys):
    with pytest.raises(SystemExit):
        main(["verify", str(folder), f"--expect-serial={text}"])
    assert "write the serial that `publish` printed" in capsys.readouterr().err


def test_a_memory_that_cannot_be_used_is_refused(folder, tmp_path, capsys):
    inside, broken = folder / "serial.json", tmp_path / "broken.json"
    broken.write_text("[")
    missing = tmp_path / "no/such/serial.json"
    for file, said in (
        (inside, "is inside the published folder"),
        (broken, "is not a file that `verify --remember` wrote"),
        (tmp_path, "cannot be read"),
        (missing, "No such file"),
    ):
        code, told = verify(capsys, folder, "--remember", file)
        assert code == 1 and said in told, told


def test_the_command_that_is_printed_can_be_run_as_it_is(folder, tmp_path, capsys):
    spaced = tmp_path / "our editions"
    folder.rename(spaced)
    printed = re.search(r"`(.*)`", rollback.text(spaced))[1]
    words = shlex.split(printed)
    assert words[:3] == ["python", "-m", "macros"]
    assert main(words[3:]) == 0, capsys.readouterr()


def test_publish_and_retire_print_the_serial(folder, pem, capsys):
    assert main(["retire", "1.0", "--from", str(folder), "--key", str(pem[0])]) == 0
    said = capsys.readouterr().out
    assert "List of editions: serial 4, SHA-256 " in said
    assert f"`python -m macros verify {folder} --expect-serial 4:" in said
