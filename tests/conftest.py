from collections.abc import Callable
from pathlib import Path

import pytest

from macros import checks
from macros.manual import Manual


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected reports")


@pytest.fixture
def write(tmp_path, monkeypatch) -> Callable[[dict[str, str]], Path]:
    """Return a function that writes files, by path, into an empty folder, now the current one."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> Path:
        for path, text in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, encoding="utf-8")
        return Path("data")

    return write


@pytest.fixture
def report() -> Callable[[Path], str]:
    """Return a function that says what `check` says of a data folder."""

    def report(folder: Path) -> str:
        return "".join(f"{finding}\n" for finding in checks.run(Manual.load(folder)))

    return report
