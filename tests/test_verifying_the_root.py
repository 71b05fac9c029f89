"""What `verify` says of a published folder around its editions, and of lists made to do harm."""

import json
import subprocess

import pytest

from macros.__main__ import main
from macros.editions.publishing import publisher, signing, verifying
from macros.editions.publishing.redirects import page
from tests.editions import edition
from tests.test_publishing import folder, keys, listed, site  # noqa: F401  # fixtures


def flaws(folder, key=None):  # noqa: F811
    return [f"{one.path}: {one.what}" for one in verifying.verify(folder, key).flaws]


@pytest.fixture
def signed(tmp_path):
    """Return a folder of two signed editions, the key, and the key to check with."""
    private, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    make = ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(private)]
    subprocess.run(make, check=True, capture_output=True)
    give = ["openssl", "pkey", "-in", str(private), "-pubout", "-out", str(public)]
    subprocess.run(give, check=True, capture_output=True)
    key = signing.private_key(private)
    for name in ("1.0", "2.0"):
        publisher.publish(tmp_path / "signed", edition(name), site(**{"index.html": name}), key=key)
    return tmp_path / "signed", key, signing.public_key(public)


def test_the_first_page_is_checked_by_its_bytes(folder):  # noqa: F811
    first = folder / "index.html"
    good = first.read_bytes()
    for content in (
        good + b" ",
        good.replace(b"latest", b"1.0"),
        page("https://evil.example/"),
        b"",
    ):
        first.write_bytes(content)
        assert flaws(folder) == [
            "index.html: altered: it does not lead to the newest edition alone"
        ]
    first.write_bytes(good)
    assert flaws(folder) == []


@pytest.mark.parametrize("name", ["evil.html", ".htaccess", "policies/index.html", "2.0.html"])
def test_what_was_added_beside_the_editions_is_named(folder, name):  # noqa: F811
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert flaws(folder) == [f"{name.partition('/')[0]}: added"]


def altered(folder, change):  # noqa: F811
    entries = listed(folder)
    change(entries)
    (folder / "versions.json").write_text(json.dumps(entries))


@pytest.mark.parametrize("name", ["day", "audience"])
def test_a_list_that_contradicts_a_manifest_is_told_without_a_key(folder, name):  # noqa: F811
    altered(folder, lambda entries: entries[0]["properties"].update({name: "2020-01-01"}))
    assert f"versions.json: altered: the {name} of 2.0 is" in " ".join(flaws(folder))


CHANGES = {
    "a title": lambda entries: entries[0].update(title="Other"),
    "latest moved": lambda entries: (
        entries[0].update(aliases=[]),
        entries[1].update(aliases=["latest"]),
    ),
    "the newest taken off": lambda entries: entries.pop(0),
}


@pytest.mark.needs_programs
@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_was_altered_does_not_fit_its_signature(signed, name):
    folder, _, public = signed  # noqa: F811
    assert flaws(folder, public) == []
    altered(folder, CHANGES[name])
    said = "does not fit: versions.json was altered, or signed with another key"
    assert f"versions.json.sig: {said}" in flaws(folder, public)


@pytest.mark.needs_programs
def test_a_change_of_the_list_is_signed_or_loses_its_signature(signed):
    folder, key, public = signed  # noqa: F811
    publisher.publish(folder, edition("3.0"), site(), key=key)
    publisher.retire(folder, "1.0", key=key)
    assert flaws(folder, public) == []
    publisher.retire(folder, "2.0")
    assert flaws(folder, public) == [
        "versions.json.sig: missing: the list of editions is not signed"
    ]


@pytest.mark.parametrize("version", ["1\0", "\ud800", "../x", "", "a/b"])
@pytest.mark.parametrize("command", ["verify", "editions"])
def test_a_version_that_cannot_be_a_folder_is_refused(folder, version, command, capsys):  # noqa: F811
    altered(folder, lambda entries: entries[0].update(version=version))
    assert main([command, str(folder)]) == 1
    assert "is not a list of editions" in capsys.readouterr().err


@pytest.mark.parametrize("value", [7, ["a"], {"a": 1}, None])
def test_a_property_that_is_not_a_text_counts_as_none(folder, value):  # noqa: F811
    def change(entries):
        entries[0]["properties"].update(coming_sha256="0" * 64, coming_aside=value, day=value)

    altered(folder, change)
    (folder / "versions.log").unlink()
    publisher.publish(folder, edition("3.0"), site())
    assert flaws(folder) == []


def test_an_alias_that_is_not_a_text_does_not_stop_a_comparison(tmp_path, capsys):
    def data(id, **more):
        records = {"terms": [{"id": id, "title": "x", **more}]}
        return json.dumps({"schema": 1, "edition": "1", "as_of": "2026-01-01", "records": records})

    (tmp_path / "a.json").write_text(data("t1"))
    (tmp_path / "b.json").write_text(data("t2", aliases=[{"a": 1}, ["t1"], 7, "t1"]))
    assert main(["diff", str(tmp_path / "a.json"), str(tmp_path / "b.json")]) == 1
    assert "Traceback" not in capsys.readouterr().err
