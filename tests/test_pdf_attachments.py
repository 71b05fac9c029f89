"""What is attached to the PDF for auditors: the files that were read, and no other."""

import json
import os

import pytest

from macros.checks._redacted_manual import redact_manual
from macros.manual import Manual
from macros.pdf import cover
from tests.smallest import project

__all__ = ["project"]


@pytest.fixture
def attached(project):
    """Return a function that says what is attached once the data folder is as it is then."""
    data = project / "data"
    (data / "settings.yaml").write_text("audience: auditor\nas_of: 2026-02-01\n", encoding="utf-8")
    (project / "site" / "downloads").mkdir(parents=True)
    (project / "site" / "downloads" / "manual.json").write_text(json.dumps({"records": {}}))

    def attached_():
        manual = redact_manual(Manual.load(data))
        files, shown = cover.attachments(manual, data, project / "site")
        assert [f"attached/{entry['path']}" for entry in shown] == list(files)
        return files

    return attached_


READ = ["frameworks.yaml", "organisation.yaml", "roles.yaml", "settings.yaml"]


def test_the_files_that_were_read_are_attached_and_no_other(project, attached):
    data = project / "data"
    (project / "secret.json").write_text("{secret: hunter2}")
    for name in (".x.json", "notes.json"):
        (data / name).symlink_to(project / "secret.json")
    (data / "policies").mkdir()
    (data / "policies" / "out.yaml").symlink_to(project / "secret.json")
    (data / "policies" / "x.md").mkdir()
    os.mkfifo(data / "policies" / "pipe.md")
    os.mkfifo(data / ".pipe.yaml")
    for name in ("editions/1/data", ".git-old", "policies/.hidden", "unknown"):
        (data / name).mkdir(parents=True)
        (data / name / "private.md").write_text("secret")
    (data / ".#people.yaml").write_text("secret")
    (data / "README.md").write_text("secret")
    assert list(attached()) == [f"attached/data/{name}" for name in READ]


def test_a_link_inside_the_data_folder_is_attached_as_what_was_read(project, attached):
    data = project / "data"
    (data / "policies").mkdir()
    (data / "policies" / "a.yaml").write_text("{id: POL-1, title: One}")
    (data / "policies" / "b.yaml").symlink_to(data / "policies" / "a.yaml")
    files = attached()
    assert files["attached/data/policies/b.yaml"] == files["attached/data/policies/a.yaml"]


def test_names_of_attachments_are_safe_and_different(project, attached):
    data = project / "data"
    (data / "policies").mkdir()
    for number, name in enumerate(("a\\b", "a:b", "a\u202eb", 'a"b')):
        (data / "policies" / f"{name}.yaml").write_text(f"{{id: POL-{number}, title: One}}")
    names = [name.rpartition("/")[2] for name in attached() if "/policies/" in name]
    assert sorted(names) == ["a_b.yaml", "a_b2.yaml", "a_b3.yaml", "a_b4.yaml"]
