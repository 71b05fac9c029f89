"""The example as a book: complete, in order, alive, and the same each time."""

import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import yaml
from lxml.html import fromstring

from macros.commands.pdf import UNPRINTED
from macros.manual import Manual
from macros.model.activity import Activity
from macros.pages._outline import Outline
from macros.pdf import book, selection
from macros.pdf.article import Reading
from macros.pdf.book import ChapterLayout
from macros.pdf.reading import read
from macros.pdf.registers import merge_into_registers
from tests.printed_example import make
from tests.printing import Printed, counted
from tests.test_disclosure import found_in, values, whole  # noqa: F401  # fixtures

pytestmark = pytest.mark.needs_programs
UNWORDED = ".//svg | .//caption"
"""Words in drawings are drawn, and a table below its own heading does not say it twice."""
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def texts(printed) -> list[str]:
    return printed.texts()


@pytest.fixture(scope="session")
def readings(built_site) -> list[Reading]:
    chapters = book.chapters(Outline.read(built_site), UNPRINTED)
    return merge_into_registers(read(built_site, chapters, classification="Internal"))


@pytest.fixture(scope="session")
def manual() -> Manual:
    return Manual.load(ROOT / "data")


def test_it_is_a_sound_file(printed):
    done = subprocess.run(["qpdf", "--check", printed.path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_link_leads_to_a_page(printed):
    links = [page for pages in printed.links().values() for page in pages]
    assert len(links) > 5_000
    assert None not in links


def test_no_address_of_a_place_is_left(printed):
    addresses = {
        str(note.A.URI)
        for page in printed.pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note and "/URI" in note.A
    }
    assert not [
        address for address in addresses if not address.startswith(("http", "mailto:", "tel:"))
    ]


def test_the_contents_say_the_pages_they_lead_to(printed, texts):
    links = printed.links()
    first = next(n for n, text in enumerate(texts, 1) if "\nContents\n" in text)
    checked = 0
    for number in range(first, first + 12):
        lines = texts[number - 1].splitlines()
        if not lines or not lines[0].endswith("Contents"):
            break
        said = {int(m[1]) for line in lines[1:-1] if (m := re.search(r"\D(\d+)$", line))}
        assert said <= set(links.get(number, [])), f"page {number}"
        checked += len(said)
    assert checked > 50


def test_bookmarks_nest_and_lead_to_pages(printed):
    bookmarks = printed.bookmarks()
    assert {level for level, _, _ in bookmarks} >= {1, 2, 3}
    assert all(page for _, page, _ in bookmarks)
    levels = [level for level, _, _ in bookmarks]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    pages = [page for _, page, _ in bookmarks]
    assert pages == sorted(pages), "in the order of the pages"


def test_every_page_but_the_cover_has_its_head_and_foot(texts):
    assert "Page" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert text.startswith("AIMS-MAN-001 · AI management system manual"), f"page {number}"
        assert f"Page {number} of {len(texts)}" in text
        assert "Edition 3.0 · 1 September 2026" in text


def test_no_page_is_empty(texts):
    pages = [(number, text) for number, text in enumerate(texts, 1) if len(text) < 190]
    # The last page of the contents may have a line or two.
    assert not [number for number, text in pages if "Contents" not in text.splitlines()[0]]


def test_every_word_that_was_read_is_printed(readings, texts):
    """What is left out is listed with its reason in `selection` and in the pages themselves."""
    want: Counter[str] = Counter()
    for reading in readings:
        if reading.article is None or reading.chapter.layout is ChapterLayout.ROW:
            continue
        for part in reading.article.xpath(UNWORDED):
            part.drop_tree()
        want += counted(" ".join(reading.article.itertext()).casefold())
    have = counted("\n".join(texts).casefold())
    # A word may be parted at the end of a line, at its own hyphen or stroke.
    lost = {word: n - have[word] for word, n in want.items() if have[word] < n}
    assert sum(lost.values()) <= sum(want.values()) * 0.001, sorted(lost.items())[:50]


def test_all_that_is_left_out_is_there_and_has_its_reason(built_site):
    """A rule that finds nothing any more hides what it should say."""
    chapters = [
        chapter for chapter in book.chapters(Outline.read(built_site), UNPRINTED) if chapter.path
    ]
    articles = [
        (chapter, fromstring((built_site / chapter.path).read_bytes())) for chapter in chapters
    ]
    for part in selection.EXCLUSIONS:
        assert part.reason
        pages = [article for chapter, article in articles if part.applies_to(chapter)]
        paths = [path.replace("./dl", ".//dl") for path in part.paths]
        found = any(page.xpath(path) for page in pages for path in paths)
        heads = {" ".join(th.text_content().split()) for page in pages for th in page.iter("th")}
        assert found or set(part.columns) & heads, part


def test_pages_that_ask_not_to_be_printed_are_not(built_site, texts):
    outline = Outline.read(built_site)
    left_out = {"start/new-here/index.html", "monitoring/calendar/index.html"}
    assert not left_out & {chapter.path for chapter in book.chapters(outline, UNPRINTED)}
    assert "Calendars to subscribe to" not in "\n".join(texts)


def places_of(page) -> list[tuple]:
    """Return where the links of a page lead: the page and the height on it."""
    found = []
    for link in page.obj.get("/Annots", []):
        place = link.get("/A", {}).get("/D")
        if place is not None:
            found.append((place[0].objgen, *(str(part) for part in list(place)[2:4])))
    return found


def test_the_index_of_roles_names_the_very_pages(printed, texts):
    first = next(n for n, text in enumerate(texts) if "\nThe page of each role, then" in text)
    last = next(
        n for n, text in enumerate(texts) if "\nIndex of records\n" in f"\n{text}" and n > 9
    )
    pages = list(printed.pdf.pages)
    leading: dict[tuple, set[int]] = {}
    for number, page in enumerate(pages[:last], 1):
        for place in places_of(page):
            leading.setdefault(place, set()).add(number)
    roles = list(
        dict.fromkeys(
            place for page in pages[first:] for place in places_of(page) if place in leading
        )
    )
    lines = [line for text in texts[first:] for line in text.strip().splitlines()[1:-1]]
    index = " ".join(" ".join(lines).split()).partition("that name it.")[2]
    said = re.findall(r"[^\W\d][^\d;]*? (\d+)(?:; ([\d\u2013, ]+?))?(?= [^\W\d]|$)", index)
    assert len(roles) == len(said) > 25
    number_of = {page.obj.objgen: number for number, page in enumerate(pages, 1)}
    for place, (own, others) in zip(roles, said, strict=True):
        assert number_of[place[0]] == int(own)
        told = set()
        for part in others.split(", ") if others else ():
            ends = [int(end) for end in part.replace(" ", "").split("\u2013")]
            told |= set(range(ends[0], ends[-1] + 1))
        assert told == leading[place] - {int(own)}


def test_every_record_of_the_site_can_be_found(readings, texts):
    text = "".join("".join(texts).split())
    ids = [reading.chapter.id for reading in readings if reading.chapter.kind]
    assert len(ids) > 500
    assert not [id for id in ids if "".join(id.split()) not in text]


def test_every_control_is_in_it(manual, texts):
    text = "\n".join(texts)
    controls = [
        control
        for control in manual.entities
        if control.folder == "requirements"
        and control.key.startswith("iso-42001:A.")
        and control.kind == "control"
    ]
    assert len(controls) == 38
    assert not [control.id for control in controls if control.id not in text]


def test_every_cell_of_the_matrix_is_in_it(manual, printed, texts):
    turned = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in printed.pdf.pages]
    first = next(
        n
        for n, text in enumerate(texts)
        if turned[n] and "Responsibility matrix by process" in text
    )
    last = next(n for n in range(first, len(texts)) if not turned[n])
    rows = re.split(r"(?=\bACT-\d{3}\b)", "\n".join(texts[first:last]))
    lines = {row[:7]: re.sub(r"\bPRC-.*|Edition.*", "", row, flags=re.DOTALL) for row in rows[1:]}
    for activity in manual.all(Activity):
        cells = activity.responsibilities.values()
        want = Counter(letter for cell in cells for letter in str(cell) if letter in "RACI")
        have = Counter(re.findall(r"\b[RACI]\b", lines[activity.id]))
        assert want <= have, activity.id


def test_it_says_what_it_is(printed):
    pdf = printed.pdf
    assert str(pdf.Root.Lang).startswith("en")
    assert (
        str(pdf.docinfo.Title)
        == "Halvern Mutual: AI management system manual (AIMS-MAN-001, Edition 3.0)"
    )
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1<" in metadata and "<pdfaid:part>3<" in metadata
    assert "<pdfaid:conformance>A<" in metadata
    assert "/StructTreeRoot" in pdf.Root


def test_the_data_and_the_registers_are_attached(printed):
    attached = printed.pdf.attachments
    assert {"data/organisation.yaml", "registers/roles.csv"} <= set(attached)
    assert "places.json" not in attached
    relations = {
        str(file.UF): (str(file.AFRelationship), str(file.Desc)) for file in printed.pdf.Root.AF
    }
    assert set(relations) == set(attached)
    assert relations["data/organisation.yaml"] == (
        "/Source",
        "Data of the manual: organisation.yaml",
    )
    assert relations["registers/roles.csv"] == ("/Data", "Register as a table: roles")
    told = yaml.safe_load(attached["data/organisation.yaml"].get_file().read_bytes())
    written = yaml.safe_load((ROOT / "data/organisation.yaml").read_text(encoding="utf-8"))
    assert told[0]["title"] == written["title"]


def test_what_is_withheld_from_staff_is_in_no_attachment(printed):
    attached = printed.pdf.attachments
    assert "data/acknowledgements.yaml" not in attached
    assert not [name for name in attached if name.startswith("data/acknowledgements/")]


def test_no_withheld_value_is_in_the_text_the_structure_or_an_attachment(printed, request):
    sought = request.getfixturevalue("values")
    assert found_in([("manual.pdf", printed.content)], sought) == []


def test_all_fonts_are_ours(printed):
    names = {
        str(font.BaseFont).partition("+")[2]
        for font in printed.pdf.objects
        if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font
    }
    ours = ("SourceSans3", "SourceCodePro", "DejaVuSans", "NotoEmoji")
    assert names and all(name.startswith(ours) for name in names), names


def test_a_policy_is_a_document_of_its_own_and_the_same_each_time(built_site, tmp_path):
    first, second = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for out in (first, second):
        done = make(built_site, out, "--policy", "POL-05")
        assert done.returncode == 0, done.stdout
    assert first.read_bytes() == second.read_bytes()
    text = Printed(first.read_bytes(), tmp_path).text
    assert "POL-05 · Version 1.5" in text and "Revision history" in text


def test_a_role_and_a_page_can_be_printed(built_site, tmp_path):
    for part in (["--role", "data-steward"], ["--page", "responsibilities/"]):
        out = tmp_path / "part.pdf"
        done = make(built_site, out, *part)
        assert done.returncode == 0, done.stdout
        assert Printed(out.read_bytes(), tmp_path).text
        out.unlink()


def test_a_missing_page_or_record_is_reported(built_site, tmp_path):
    out = tmp_path / "x.pdf"
    assert "no policy has the id 'POL-99'" in make(built_site, out, "--policy", "POL-99").stderr
    assert "has no page gone/" in make(built_site, out, "--page", "gone/").stderr
    assert "is not a finished site" in make(tmp_path, out).stderr


def test_the_last_good_file_stays_where_a_new_one_cannot_be_made(built_site, tmp_path):
    site, out = tmp_path / "site", tmp_path / "x.pdf"
    (site / "policies" / "pol-05").mkdir(parents=True)
    for path in (".outline.json", "policies/pol-05/index.html"):
        shutil.copy(built_site / path, site / path)
    out.write_bytes(b"good")
    done = make(site, out, "--policy", "POL-05")
    assert done.returncode == 1
    assert "data/policies/pol-05.md" in done.stderr and "leads nowhere" in done.stderr
    assert out.read_bytes() == b"good"
