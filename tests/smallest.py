"""The smallest project that builds, for tests of what people run in it."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = """\
site_name: A first manual
theme: {name: material, font: false}
plugins: [search, {macros: {module_name: macros, on_undefined: strict}}]
validation: {links: {absolute_links: ignore}}
nav: [index.md, roles/index.md]
"""
ORGANISATION = """\
id: us
title: We Ourselves
document_id: M-1
edition: 1
issued: 2026-01-31
owner: boss
"""
ROLES = """\
- {id: boss, title: The boss}
"""


@pytest.fixture
def project(tmp_path):
    """Return the smallest project that builds."""
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# Manual\n\n[[boss]] answers for it.\n",
        "data/organisation.yaml": ORGANISATION,
        "data/roles.yaml": ROLES,
        "data/settings.yaml": "as_of: 2026-02-01\n",
        "data/frameworks.yaml": "{id: iso-42001, title: ISO/IEC 42001}\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=no_caches)
    return tmp_path


def no_caches(folder, names):
    return [name for name in names if name == "__pycache__"]
