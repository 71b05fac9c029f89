"""What is made of the data is made anew when what it follows from has changed, and only then."""

import os
from pathlib import Path

import pytest

from macros.site.edition import BuiltManual, built_manual

DATA, OVERRIDES = Path("data"), Path("overrides")


@pytest.fixture
def project(sound, monkeypatch) -> None:
    """Make the sound manual the current project, with a template of its own and no edition."""
    sound(**{"../overrides/pages/role.html": "{{ record.title }}"})
    for name in ("AIMS_AUDIENCE", "AIMS_PUBLISHED", "AIMS_EDITION_NAME", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


def made() -> BuiltManual:
    return built_manual(DATA, OVERRIDES)


def test_nothing_is_made_twice_of_the_same_data(project):
    assert made() is made()


def _rewrite(path: str, text: str) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    was = file.stat() if file.exists() else None
    file.write_text(text, encoding="utf-8")
    if was:  # Some editors and every checkout leave a file its day: what counts is what is in it.
        os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


CHANGES = {
    "a record": lambda env: _rewrite("data/roles/new.yaml", "{id: new, title: New}"),
    "a page template": lambda env: _rewrite("overrides/pages/role.html", "{{ record.id }}"),
    "for whom it is": lambda env: env("AIMS_AUDIENCE", "auditor"),
    "the day": lambda env: env("SOURCE_DATE_EPOCH", "1767225600"),
    "what was published": lambda env: env("AIMS_PUBLISHED", "editions"),
    "its number": lambda env: env("AIMS_EDITION_NAME", "9.9"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_never_missed(project, monkeypatch, change):
    before = made()
    CHANGES[change](monkeypatch.setenv)
    assert made() is not before
    assert made() is made()


def test_an_edition_published_meanwhile_is_seen(project, monkeypatch):
    monkeypatch.setenv("AIMS_PUBLISHED", "editions")
    _rewrite("editions/versions.json", "[]")
    before = made()
    _rewrite("editions/versions.json", '[{"version": "0.1", "title": "0.1", "aliases": []}]')
    assert made() is not before
