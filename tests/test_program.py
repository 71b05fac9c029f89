"""What a message says to type is there to be typed."""

import pytest

from macros import program


def test_the_makefile_is_named_only_if_it_builds_the_manual(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cure = "run `pip install -r requirements.txt`"
    assert program.build() == "python -m macros build"
    assert program.missing(ImportError("x")) == f"x: {cure}"
    (tmp_path / "Makefile").write_text("other:\n\ttrue\n", encoding="utf-8")
    assert program.build() == "python -m macros build"
    (tmp_path / "Makefile").write_text("manual: other\n\ttrue\n", encoding="utf-8")
    assert program.build() == "make manual"
    assert program.missing(ImportError("x")) == f"x: {cure.replace('run', 'run `make manual`, or')}"


@pytest.mark.parametrize(
    ("package", "shown"),
    [("macros", "python -m macros check"), ("aims_manual", "aims-manual check")],
)
def test_a_command_is_called_as_the_program_is(package, shown, monkeypatch):
    monkeypatch.setattr(program, "_PACKAGE", package)
    assert program.command("check") == shown


@pytest.mark.parametrize(
    ("started", "shown"),
    [
        ("/env/bin/aims-manual", "aims-manual"),
        ("/env/lib/aims_manual/__main__.py", "python -m aims_manual"),
        # MkDocs builds the pages, which name the script.
        ("/env/lib/mkdocs/__main__.py", "aims-manual"),
    ],
)
def test_the_program_calls_itself_by_the_name_it_was_started_by(started, shown, monkeypatch):
    monkeypatch.setattr(program, "_PACKAGE", "aims_manual")
    monkeypatch.setattr("sys.argv", [started])
    assert program.command() == shown
