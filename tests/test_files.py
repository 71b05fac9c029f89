"""What is wrong with files and folders that cannot be written down in `mistakes/`."""

import os
import socket
from pathlib import Path

import pytest

from macros.diagnostics import Finding
from macros.loading import files
from macros.loading.files import SourceText, read_texts
from macros.loading.records import load

ROLE = b"id: clerk\ntitle: Clerk\n"


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """Return an empty data folder in the folder that is now the current one."""
    monkeypatch.chdir(tmp_path)
    Path("data/roles").mkdir(parents=True)
    return Path("data")


def findings(folder: Path) -> list[str]:
    return [str(finding) for finding in load(folder).findings]


def ids(folder: Path) -> list[str]:
    return [record.id for record, _ in load(folder).records]


def test_an_absent_folder_is_told(data):
    assert findings(Path("dta")) == [
        "dta:1:1: error: the data folder does not exist\n    Set it with --data FOLDER."
    ]


def test_a_file_in_place_of_the_folder_is_told(data):
    Path("roles.yaml").write_bytes(ROLE)
    assert findings(Path("roles.yaml")) == [
        "roles.yaml:1:1: error: the data folder is not a folder\n    Set it with --data FOLDER."
    ]


def test_an_empty_folder_is_told(data):
    assert findings(data) == [
        "data:1:1: error: the data folder has no records\n"
        "    Add organisation.yaml and roles.yaml first."
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"id: clerk\ntitle: Caf\xe9\n", "2:11: error: x.yaml is not UTF-8 text"),
        (b"id: clerk\rtitle: Caf\xe9\r", "2:11: error: x.yaml is not UTF-8 text"),
        ("id: clerk\n".encode("utf-16"), "1:1: error: x.yaml is UTF-16; expected UTF-8"),
        (
            "id: clerk\n".encode("utf-16-le"),
            "1:2: error: x.yaml has an invisible character (U+0000)",
        ),
        (
            b"id: clerk\r\ntitle: Cl\x00erk\n",
            "2:10: error: x.yaml has an invisible character (U+0000)",
        ),
        (
            b"id: clerk\ntitle: Cl\x1b[31merk\n",
            "2:10: error: x.yaml has an invisible character (U+001B)",
        ),
        (
            "id: clerk\ntitle: Clé\x9frk\n".encode(),
            "2:11: error: x.yaml has an invisible character (U+009F)",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1: error: x.yaml is not UTF-8 text"),
    ],
)
def test_bytes_that_are_no_text_are_told(data, raw, said):
    (data / "roles" / "x.yaml").write_bytes(raw)
    (told,) = findings(data)
    assert told.splitlines()[0] == f"data/roles/x.yaml:{said}"
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["x.yaml", "x.md"])
def test_ends_of_lines_and_byte_order_marks_are_no_mistake(data, end, mark, name):
    lines = [b"id: clerk", b"title: Clerk", b"colour: red"]
    if name == "x.md":
        lines = [b"---", *lines, b"---", b"See [[me]]."]
    (data / "roles" / name).write_bytes(mark + end.join(lines) + end)
    loaded = load(data)
    line = 4 if name == "x.md" else 3
    assert [str(finding.where) for finding in loaded.findings] == [f"data/roles/{name}:{line}:1"]
    ((record, source),) = loaded.records
    assert (record.id, record.title) == ("clerk", "Clerk")
    if name == "x.md":
        assert record.text == "See [[me]]."
        assert str(source.locate_words("[[me]]", "text")) == "data/roles/x.md:6:5"


def test_a_file_of_fifty_megabytes_is_not_read(data):
    with (data / "roles.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert findings(data) == [
        "data/roles.yaml:1:1: error: roles.yaml is too large to be read (50 MB)\n"
        "    Split it into files of at most 16 MB."
    ]


def test_a_file_that_may_not_be_read_is_told(data, monkeypatch):
    (data / "roles.yaml").write_bytes(ROLE)

    def refuse(path, *_, **__):
        raise PermissionError(13, "Permission denied", path)

    # Who runs the tests as root may read everything.
    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert findings(data) == [
        "data/roles.yaml:1:1: error: roles.yaml cannot be read: permission denied\n"
        "    Give this user the right to read it."
    ]


@pytest.mark.parametrize("refused", ["data", "roles"])
def test_a_folder_that_may_not_be_listed_is_told(data, monkeypatch, refused):
    scan = os.scandir

    def refuse(path):
        if Path(path).name == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (told,) = findings(data)
    hint = "Give this user the right to read it."
    assert told.endswith(f"error: {refused} cannot be read: permission denied\n    {hint}")
    assert not load(data).is_complete


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_no_file_is_told_and_not_waited_for(data, kind):
    path = data / "roles" / "x.yaml"
    fault = "data/roles/x.yaml:1:1: error: x.yaml is not a file"
    expected = f"{fault}\n    Replace it with a file."
    if kind == "pipe":
        os.mkfifo(path)
        assert findings(data) == [expected]
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            assert findings(data) == [expected]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("../../secret.yaml", "which is outside the data folder"),
        ("../../nothing.yaml", "which is outside the data folder"),
        ("nothing.yaml", "which does not exist"),
        ("x.yaml", "which does not exist"),
    ],
)
def test_a_link_to_what_cannot_be_read_is_told(data, target, said):
    Path("secret.yaml").write_bytes(ROLE)
    (data / "roles" / "x.yaml").symlink_to(target)
    (told,) = findings(data)
    assert told.startswith(f"data/roles/x.yaml:1:1: error: x.yaml is a link to '{target}', {said}")
    assert ids(data) == []


def test_a_link_inside_the_folder_is_read(data):
    (data / "roles" / "x.yaml").write_bytes(ROLE)
    (data / "roles.yaml").symlink_to("roles/x.yaml")
    assert findings(data) == []
    assert ids(data) == ["clerk", "clerk"]


@pytest.mark.parametrize("target", ["..", ".", "../..", "/", "loop"])
def test_a_link_to_a_folder_is_not_followed(data, target):
    (data / "roles" / "x.yaml").write_bytes(ROLE)
    (data / "roles" / "loop").symlink_to(target)
    (told,) = findings(data)
    assert told.startswith("data/roles/loop:1:1: ")
    assert ids(data) == ["clerk"]


def test_a_kind_that_is_a_link_to_a_folder_is_not_followed(data):
    Path("elsewhere").mkdir()
    Path("elsewhere/x.yaml").write_bytes(ROLE)
    (data / "terms").symlink_to("../elsewhere")
    assert findings(data) == [
        "data/terms:1:1: error: terms is a link to a folder; such links are not followed\n"
        "    Replace it with the folder."
    ]


def test_names_of_files_that_are_no_text_can_be_printed(data):
    for name in (b"caf\xe9.yaml", b"a\x1b[2Jb.yaml", b"a\nb: c.yaml"):
        with open(os.path.join(b"data/roles", name), "wb") as file:  # noqa: PTH118, PTH123  # a Path takes no bytes
            file.write(b"id: clerk\ntitle: Clerk\ncolour: red\n")
    told = findings(data)
    assert len(told) == 3
    for finding in told:
        assert finding.encode()
        assert finding.count("\n") == 1
        assert "\x1b" not in finding


def test_files_are_read_in_the_order_of_their_names(data):
    for name in ("b.yaml", "a.yml", "c.md", "B.yaml"):
        (data / "roles" / name).write_bytes(b"---\n" + ROLE + b"---\n" if "md" in name else ROLE)
    names = [item.name for item in read_texts(data, {"roles": ()}) if isinstance(item, SourceText)]
    assert names == ["B.yaml", "a.yml", "b.yaml", "c.md"]


def test_folders_of_any_depth_are_read_or_told(data):
    path = data / "roles"
    for _ in range(60):
        path = path / "deeper"
    path.mkdir(parents=True)
    (path / "x.yaml").write_bytes(ROLE)
    assert ids(data) == ["clerk"]


def test_folders_without_end_are_told_and_not_read(data):
    path = data.joinpath("roles", *["d"] * (files.MAX_FOLDERS + 1))
    path.mkdir(parents=True)
    (path / "x.yaml").write_bytes(ROLE)
    (told,) = load(data).findings
    assert told.message == "d is nested in more than 100 folders and is not read"
    assert told.hint == "Move its files up into 'roles'."


def test_every_finding_of_a_file_stops_the_rules_about_what_is_missing(data):
    (data / "roles" / "good.yaml").write_bytes(ROLE)
    (data / "roles" / "bad.yaml").write_bytes(b"\xff")
    assert not load(data).is_complete
    assert all(isinstance(finding, Finding) for finding in load(data).findings)


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30, "", "0", "1700000000"])
def test_a_source_date_epoch_that_is_no_number_is_told(data, monkeypatch, epoch):
    (data / "roles.yaml").write_bytes(ROLE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    loaded = load(data)
    assert loaded.settings.day()
    if epoch in ("", "0", "1700000000"):
        assert loaded.findings == []
    else:
        assert [str(finding) for finding in loaded.findings] == [
            f"data:1:1: error: SOURCE_DATE_EPOCH is '{epoch}', "
            "which is not a number of seconds since 1970\n"
            "    Unset it, or set it to the output of `date +%s`."
        ]
