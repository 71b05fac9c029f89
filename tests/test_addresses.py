"""Ids and addresses: what may be an id has pages, links and files in the site and in the PDF."""
# ruff: noqa: RUF001  # letters that look like others are what this is about

import os
import posixpath
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from lxml import html

from tests import forked

IDS = (
    "qualitätsprüfer",
    "Рецензент",
    "審査員",
    "مدير",
    "Head of AI",
    "v1.2-owner",
    "ISO.Lead_2",
    "İdari",
    "e\u0301valuateur",
    "ГОСТ Р 1.0",
    "प्रबंधक",
    "ผู้จัดการ",
)
"""Ids in the scripts, cases and signs that an id may have."""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1769900000"}
    return forked.run(folder, *command, env=environment)


def with_ids(project: Path, ids: Iterable[str]) -> Path:
    """Return the smallest project with a role and a policy for each id."""
    roles = [f'- {{id: "{id}", title: "Role {id}", reports_to: boss}}\n' for id in ids]
    policies = [
        f'- {{id: "P {id}", title: "Policy {id}", owner: "{id}", last_reviewed: 2026-01-01,'
        f' review_every: yearly, purpose: "See [[{id}]]."}}\n'
        for id in ids
    ]
    (project / "data/roles.yaml").write_text("- {id: boss, title: B}\n" + "".join(roles), "utf-8")
    (project / "data/policies.yaml").write_text("".join(policies), "utf-8")
    index = "# Manual\n\n" + "".join(f"- [[{id}]] and [[P {id}]]\n" for id in ids)
    (project / "docs/index.md").write_text(index, "utf-8")
    return project


def test_ids_in_any_script_and_case_have_pages_and_calendars(project):
    built = run(with_ids(project, IDS), "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    site = project / "site"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for id in IDS:
        name = unicodedata.normalize("NFC", id).replace(" ", "-").lower()
        assert {f"roles/{name}/index.html", f"onboarding/{name}/index.html"} <= files
        assert f"downloads/calendars/roles/{name}.ics" in files
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        for link in {str(one) for one in html.parse(path).xpath("//@href | //@src | //@data")}:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path or page == "404.html":
                continue
            assert link.isascii(), f"{page}: {link} is not encoded as others are"
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            assert {file, posixpath.normpath(f"{file}/index.html")} & files, f"{page}: {link}"


def test_ids_with_spaces_dots_and_accents_have_bookmarks_in_the_pdf(project):
    ids = ("Qualitätsprüfer", "Рецензент", "Head of AI", "v1.2-owner")
    built = run(with_ids(project, ids), "macros", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    with pikepdf.open(project / "site/downloads/manual.pdf") as book, book.open_outline() as marks:
        titles = {item.title.replace("\u00a0", " ") for item in all_items(marks.root)}
        assert {f"P {id} Policy {id}" for id in ids} <= titles


def all_items(items):
    for item in items:
        yield item
        yield from all_items(item.children)


FLAT = "mkdocs.yml:1:1: error: has `use_directory_urls: false`"
OFFLINE = "error: the plugin `offline` sets `use_directory_urls: false`"


@pytest.mark.parametrize(
    ("plugins", "before", "said"),
    [
        ("[", "use_directory_urls: false\n", FLAT),
        ("[offline, ", "", f"mkdocs.yml:3:1: {OFFLINE}"),
        ("\n  - material/offline\n  - ", "", f"mkdocs.yml:4:1: {OFFLINE}"),
    ],
)
def test_pages_without_folders_are_refused_in_one_message(plugins, before, said, project):
    config = (project / "mkdocs.yml").read_text("utf-8").replace("plugins: [search, ", "plugins: [")
    macros = "{macros: {module_name: macros, on_undefined: strict}}"
    end = "" if "\n" in plugins else "]"
    config = config.replace(f"[{macros}]", f"{plugins}{macros}{end}")
    (project / "mkdocs.yml").write_text(before + config, "utf-8")
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("ERROR") == 1 and "WARNING" not in done.stderr, done.stderr
    assert "A site that is opened from disk works without it." in done.stderr
