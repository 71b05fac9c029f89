"""Acknowledgements of people whom the manual does not have, and on days after a fixed `as_of`."""

import json
import time
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.diagnostics import ManualError
from macros.loading.acknowledgement_files import read_acknowledgements
from macros.manual import Manual
from macros.model.acknowledgement import checksum_of, checksum_of_several
from tests.test_receipts import SOUND, states, take  # noqa: F401  # a fixture

HEADS = "person,role,record,version,on"
WAITING = Path("data/acknowledgements/.waiting.json")
GIVEN = {
    "person": "Zoë Ångström",
    "role": "ciso",
    "record": "POL-1",
    "version": "1.0",
    "fingerprint": SOUND,
    "on": "2026-02-03",
}


def signed(**over):
    values = GIVEN | over
    return values | {"checksum": checksum_of(values)}


def in_words(*entries, **shown):
    """Return acknowledgements as the page copies them."""
    first = entries[0] | shown
    documents = [
        f"{one['record']} version {one['version']} ({one['fingerprint']})" for one in entries
    ]
    return "\n".join(
        [
            "I have read and acknowledge these documents:",
            "",
            *documents,
            "",
            f"Person: {first['person']}",
            f"Role: {first['role']}",
            f"Date: {first['on']}",
            f"Checksum: {checksum_of_several(one['checksum'] for one in entries)}",
            "",
        ]
    )


def again(capsys, *options):
    code = main(["receipts", "import", *options])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_acknowledgement_of_a_newcomer_waits_until_the_person_is_added(take, capsys):  # noqa: F811
    code, said, told = take("receipt.json", json.dumps([signed()]))
    assert (code, told) == (0, "")
    assert "0 imported, 1 waiting, 0 left out." in said
    assert "# data/people/zoe-angstrom.yaml" in said
    assert "  - {role: ciso, capacity: member, since: 2026-02-03}" in said
    assert not Path("data/people").exists()
    assert [Manual.load(Path("data")).find(name) for name in ("Zoë Ångström", "zoe-angstrom")] == [
        None
    ] * 2

    assert again(capsys)[1].endswith("0 imported, 1 waiting, 0 left out.\n")
    person = said[said.index("id: zoe") :].partition("\n\n")[0]
    Path("data/people").mkdir()
    Path("data/people/zoe-angstrom.yaml").write_text(person, encoding="utf-8")
    code, said, told = again(capsys)
    assert (code, told) == (0, "")
    assert "1 imported, 0 left out." in said
    assert states()["zoe-angstrom"] == "read"
    assert not WAITING.exists()


def test_the_option_adds_the_people_and_imports_at_once(take, capsys):  # noqa: F811
    take("a.csv", f"{HEADS}\nsomeone.new@example.org,ciso,POL-1,1.0,2026-02-03\n")
    code, said, told = again(capsys, "--add-people")
    assert (code, told) == (0, "")
    assert "Created data/people/someone-new.yaml." in said
    assert states()["someone-new"] == "read"
    added = Manual.load(Path("data"))["someone-new"]
    assert (added.title, added.email) == ("Someone New", "someone.new@example.org")


def test_a_name_like_a_known_one_adds_nobody(take, capsys):  # noqa: F811
    take("a.csv", f"{HEADS}\nBenn,ciso,POL-1,1.0,2026-02-03\n")
    _, said, _ = again(capsys, "--add-people")
    assert "# If this is ben, add the name to `aliases` there instead." in said
    assert "0 imported, 1 waiting, 0 left out." in said
    assert not Path("data/people").exists()


def test_what_waits_is_stored_once_however_often_it_arrives(take, capsys):  # noqa: F811
    take("receipt.json", json.dumps([signed(), signed(person="zoë ångström")]))
    assert len(json.loads(WAITING.read_text("utf-8"))) == 1
    Path("receipt.json").write_text(json.dumps([signed()]), encoding="utf-8")
    again(capsys, "receipt.json")
    assert len(json.loads(WAITING.read_text("utf-8"))) == 1


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ({"version": "7.0"}, "acknowledges version 7.0 of POL-1, which does not exist"),
        ({"record": "POL-77"}, "'POL-77' does not exist"),
        ({"checksum": "0" * 64}, "was changed after it was given"),
        ({"on": "2026-01-01}\n- {id: evil"}, "is not a date"),
        ({"person": "x" * 300}, "does not exist"),
        ({"person": ""}, "person"),
    ],
)
def test_a_newcomer_is_no_way_round_the_checks(take, over, told):  # noqa: F811
    entry = signed(**over) | ({"checksum": over["checksum"]} if "checksum" in over else {})
    code, said, error = take("receipt.json", json.dumps([entry]))
    assert code == 1
    assert told in error
    assert "0 imported, 1 left out." in said
    assert not WAITING.exists()


@pytest.mark.parametrize("name", ['a: "b"', "- [x]", "{{ 7*7 }}", "2026", "王 小明", "O'Neill # x"])
def test_a_strange_name_is_written_so_that_it_is_read_again(take, capsys, name):  # noqa: F811
    take("receipt.json", json.dumps([signed(person=name)]))
    code, _, told = again(capsys, "--add-people")
    assert (code, told) == (0, "")
    manual = Manual.load(Path("data"))
    (path,) = Path("data/people").iterdir()
    assert manual[path.stem].title == name
    assert states()[path.stem] == "read"


def test_a_day_after_a_fixed_as_of_is_valid_and_one_in_the_future_is_not(take, report):  # noqa: F811
    today, later = date.today(), date.today() + timedelta(days=3)
    settings = {"settings.yaml": "as_of: 2026-02-01\n"}
    rows = f"ben,ciso,POL-1,1.0,{today}\nanna,ciso,POL-1,1.0,{later}\n"
    _, said, told = take("a.csv", f"{HEADS}\n{rows}", **settings)
    assert "1 imported, 1 left out." in said
    assert f"was given on {later}, which is in the future" in told
    lines = report(Path("data")).splitlines()
    assert not [line for line in lines if "acknowledgements" in line and "future" in line]


def test_text_mail_file_and_stored_posts_are_the_same_acknowledgement(tmp_path):
    entries = [signed(), signed(record="POL-2", fingerprint="0123456789ab")]
    text = in_words(*entries)
    quoted = "\n".join(f"> {line}" for line in text.splitlines()).replace(
        "Checksum: ", "Checksum:\n> "
    )
    mail = EmailMessage()
    mail["Subject"] = "Acknowledgement"
    mail.set_content(f"Hello,\n\n{text}\n-- \nZoë", cte="quoted-printable")
    html = EmailMessage()
    html.set_content(f"<p>{text.replace(chr(10), '<br>')}</p>", subtype="html")
    attached = EmailMessage()
    attached.set_content("Please find the file attached.")
    attached.add_attachment(
        json.dumps(entries).encode(), maintype="application", subtype="json", filename="a.json"
    )
    lines = "".join(f"{json.dumps(one)}\n" for one in entries)
    ways = {
        "file.json": json.dumps(entries).encode(),
        "posts.json": json.dumps([[one] for one in entries]).encode(),
        "posts.jsonl": lines.encode(),
        "text.txt": text.encode(),
        "windows.txt": text.replace("\n", "\r\n").encode("utf-16"),
        "quoted.txt": quoted.encode(),
        "mail.eml": mail.as_bytes(),
        "html.eml": html.as_bytes(),
        "attached.eml": attached.as_bytes(),
    }
    for name, content in ways.items():
        (tmp_path / name).write_bytes(content)
        found = read_acknowledgements(tmp_path / name)
        assert [(one.values, one.wrong) for one in found] == [(one, "") for one in entries], name
        assert len({one.number for one in found}) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Person: ben", "Person: anna", "was changed after it was given"),
        ("POL-1 version 1.0", "POL-1 version 1.1", "was changed after it was given"),
        (f"POL-1 version 1.0 ({SOUND})\n", "", "has no acknowledgement"),
        ("Checksum:", "Sum:", "is incomplete: the line with the checksum is missing"),
    ],
)
def test_a_text_that_was_changed_is_left_out(take, old, new, told):  # noqa: F811
    text = in_words(signed(person="ben"))
    assert old in text
    code, said, error = take("mail.txt", text.replace(old, new))
    assert code == 1
    assert told in error
    assert "0 imported, 1 left out." in said


def test_the_text_of_a_page_is_imported(take):  # noqa: F811
    code, _, told = take("mail.txt", f"Hi,\n{in_words(signed(person='ben'))}\nBest, Ben\n")
    assert (code, told) == (0, "")
    assert states()["ben"] == "read"


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 20_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3_000,
        b"Content-Type: text/plain; charset=nosuch\n\n\xff\xfe text",
        b"\0\1\2 nothing",
    ],
)
def test_a_damaged_mail_is_refused_without_a_traceback(take, tmp_path, capsys, raw):  # noqa: F811
    take("a.txt", "nothing")
    (tmp_path / "a.eml").write_bytes(raw)
    assert main(["receipts", "import", "a.eml"]) == 1
    said = capsys.readouterr()
    assert "0 imported, 1 left out." in said.out
    assert "a.eml" in said.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("spaces.txt", b"a" + b" " * 40_000 + b"b"),
        ("breaks.eml", b"Content-Type: text/html\n\n" + b"<br" * 40_000),
        ("header.eml", b"Content-Type: application/json; name=" + b"a;" * 20_000 + b"\n\nx"),
        ("parts.eml", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3_000),
    ],
)
def test_a_hostile_file_is_refused_at_once(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    start = time.process_time()
    with pytest.raises(ManualError):
        read_acknowledgements(tmp_path / name)
    assert time.process_time() - start < 1.5
