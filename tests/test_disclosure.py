"""Two editions from one source: what staff must not see is in no file of their site."""

import gzip
import html
import io
import re
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest

from macros import checks, tables
from macros.checks import _redacted_manual
from macros.manual import NOT_SHOWN, Manual, acknowledgements, coverage
from macros.manual.fingerprint import current_fingerprint
from macros.model._mentions import replace_mentions
from macros.model.acknowledgement import Acknowledgement
from macros.model.applicability import Applicability
from macros.model.audit import Audit
from macros.model.person import Person
from macros.model.policy import Policy
from macros.pages import _macros
from macros.site import outputs
from macros.text import format_number
from tests.browser import ROOT, needed
from tests.test_mistakes import base

_MARKS = re.compile(r"[*_`#>|\n]+|\s-\s|\s\d\.\s")
_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
SHORTEST = 18
"""Pieces of a text that are shorter may well stand elsewhere too."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the manual of the example, as an auditor sees it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setenv("AIMS_AUDIENCE", "auditor")
        return Manual.load(Path("data"))


def for_staff(manual, **settings):
    """Return the edition for staff, with these settings."""
    manual.settings = manual.settings.model_copy(update={"edition": "staff", **settings})
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AIMS_AUDIENCE", raising=False)
        return _redacted_manual.redact_manual(manual)


def pieces(text):
    """Return the pieces of a prose text between its marks and its links."""
    plain = replace_mentions(text, lambda mention: "\n")
    found = (" ".join(one.split()) for one in _MARKS.split(plain))
    return [one for one in found if len(one) >= SHORTEST]


def withheld(manual):
    """Return (what it is, words) of everything that staff are not shown."""
    staff = for_staff(manual)
    for one in manual.all(Acknowledgement):
        yield "acknowledgement", one.id
        yield "acknowledgement", one.title
    for person in manual.all(Person):
        for held in person.competences:
            yield "evidence of a competence", held.evidence
    for finding in checks.run(manual):
        yield "finding", finding.message
        yield "finding", finding.hint
    for record in manual.entities:
        if staff.find(record.key) is None and not isinstance(record, Acknowledgement):
            yield "title of an action", record.title
            for field in ("cause", "correction", "effectiveness", "text"):
                for piece in pieces(getattr(record, field, "")):
                    yield f"{field} of {record.id}", piece
    rest = str([one for one in manual.entities if not isinstance(one, Applicability)])
    for row in manual.all(Applicability):
        for piece in row.evidence:
            if piece not in staff[row.key].evidence and piece.note not in rest:
                yield "note of evidence", piece.note
    for audit in manual.all(Audit):
        left = staff[audit.id].findings
        for finding in audit.findings:
            if finding not in left:
                for piece in pieces(finding.statement):
                    yield f"finding of {audit.id}", piece


def words_of(path, raw):
    """Return what a file says, in small letters, whatever it is packed and marked up in."""
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return " ".join(words_of(name, archive.read(name)) for name in archive.namelist())
    if raw[:4] == b"%PDF":
        return " ".join(words_of(name, part) for name, part in parts_of_pdf(raw))
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    text = raw.decode("utf-8", "replace")
    if str(path).endswith((".json", ".js")):
        text = text.replace('\\"', '"').replace("\\n", " ")
    if str(path).endswith(".ics"):
        text = re.sub(r"\r?\n ", "", text).replace("\\,", ",").replace("\\;", ";")
    # In a picture a text is cut into lines, each in an element of its own.
    lines = " ".join(re.sub(r"<[^>]+>", " ", one) for one in _PICTURE.findall(text))
    bare = re.sub(r"<[^>]+>", "", text)
    return " ".join(html.unescape(f"{bare} {lines}").split()).casefold()


def parts_of_pdf(raw):
    """Yield (name, content) of what a PDF shows, what it says of itself, and what hangs on it."""
    flat = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        yield "metadata.xml", pdf.Root.Metadata.read_bytes()
        yield "info", str(dict(pdf.docinfo)).encode()
        for name, attached in pdf.attachments.items():
            yield name, attached.get_file().read_bytes()
        # Poppler reads objects one by one, and unpacks a whole stream for each.
        pdf.save(flat, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    command = [needed("pdftotext", "poppler-utils"), "-raw", "-", "-"]
    done = subprocess.run(command, input=flat.getvalue(), capture_output=True, check=True)
    yield "text", done.stdout.replace("\u200b".encode(), b"")


def found_in(files, values):
    """Return which of these values stand in which files."""
    said = {path: words_of(path, raw) for path, raw in files}
    everything = "\n".join(said.values())
    wanted = [(what, words, " ".join(words.split()).casefold()) for what, words in values]
    return [
        (what, words, [str(path) for path, text in said.items() if sought in text][:3])
        for what, words, sought in wanted
        if sought in everything
    ]


@pytest.fixture(scope="module")
def values(whole):
    """Return every withheld value of the example, each once."""
    found = dict.fromkeys(one for one in withheld(whole) if len(one[1]) >= SHORTEST)
    kinds = {what.split(" of ")[0] for what, _ in found}
    assert kinds >= {
        "acknowledgement",
        "evidence",
        "finding",
        "title",
        "note",
        "cause",
        "correction",
    }
    assert len(found) > 1000
    return list(found)


def made(manual):
    """Return every page and file that is made from a manual."""
    for output in [*outputs.pages(manual), *outputs.downloads(manual)]:
        yield output.path, output.page.html.encode() if output.page else output.content


@pytest.mark.slow
def test_an_auditor_is_shown_what_staff_are_not(whole, values):
    """Without this, a search that finds nothing would prove nothing."""
    shown = {words for _, words, _ in found_in(list(made(whole)), values)}
    missing = [(what, words) for what, words in values if words not in shown]
    assert len(missing) < len(values) / 50, missing[:20]


def test_no_file_of_the_site_for_staff_holds_a_withheld_value(built_site, values):
    files = [
        (path.relative_to(built_site), path.read_bytes())
        for path in sorted(built_site.rglob("*"))
        if path.is_file() and path.suffix not in (".woff2", ".png")
    ]
    assert len(files) > 500
    assert any(path.name == "pages.js" for path, _ in files), "the search index is looked at"
    assert any(path.suffix == ".xlsx" or path.suffix == ".csv" for path, _ in files)
    assert found_in(files, values) == []


@pytest.mark.needs_programs
def test_what_is_looked_for_would_be_found_wherever_it_stood():
    words = "Members, and what they were told"
    event = f"SUMMARY:{words}".replace(",", "\\,").replace("what", "w\r\n hat")
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/sheet.xml", f"<t>{words}</t>")
    pdf, printed = pikepdf.new(), io.BytesIO()
    pdf.Root.Metadata = pikepdf.Stream(pdf, b"<x/>")
    pdf.attachments["data.yaml"] = pikepdf.AttachedFileSpec(pdf, words.encode())
    pdf.add_blank_page()
    pdf.save(printed)
    files = {
        "search/pages.js": f'["{words}"]'.encode(),
        "all.ics": event.encode(),
        "book.xlsx": book.getvalue(),
        "drawn.html": b"<svg><text>Members, and</text><text>what they were told</text></svg>",
        "manual.pdf": printed.getvalue(),
        "sitemap.xml.gz": gzip.compress(words.encode()),
    }
    for name, raw in files.items():
        assert found_in([(name, raw)], [("it", words)]) == [("it", words, [name])], name


def test_nobody_s_competence_or_training_stands_in_the_manual_for_staff(whole):
    staff = for_staff(whole)
    for person in staff.all(Person):
        assert (person.competences, person.courses, person.joined) == ((), (), None)
        assert person.email
    assert all(person.competences or person.courses for person in whole.all(Person)[:5])


def test_evidence_that_is_withheld_leaves_the_judgement_of_its_control(whole):
    staff = for_staff(whole)
    shown = {row.key: row for row in staff.all(Applicability)}
    less = [
        row.control
        for row in whole.all(Applicability)
        if len(shown[row.key].evidence) < len(row.evidence)
    ]
    assert less and all(row.evidence for row in shown.values())
    told = tables.known()["statement_of_applicability"].table(staff)
    applies = [str(row.cells[0]) for row in told.all_rows]
    assert len(applies) == 38 and set(applies) <= {"yes", "no"}


def test_a_control_whose_only_evidence_is_withheld_is_no_gap(tmp_path):
    files = base("sound") | {
        "data/applicability.yaml": "- {control: A.2.2, applies: true, justification: So.,"
        " state: implemented, owner: ciso, evidence: [{what: ACN-1}]}\n",
        "data/actions.yaml": "- {id: ACN-1, title: Mend it, type: nonconformity,"
        " owner: ciso, raised: 2026-03-01}\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    whole = Manual.load(tmp_path / "data")
    staff = for_staff(whole, withhold=("findings",))
    assert [one.evidence for one in staff.all(Applicability)] == [()]
    for manual in (whole, staff):
        assert coverage.coverage_of(manual, manual["A.2.2"]).lacks != "no evidence"


def test_a_redacted_record_keeps_its_numbers_as_they_were_written(tmp_path):
    files = base("sound") | {
        "data/metrics.yaml": "- {id: M-1, title: Time, unit: h, better: lower, every: monthly,"
        " target: '0.50', owner: ciso, text: 'See [[ACN-1]].',\n"
        "   measurements: [{on: 2026-09-30, value: 1.10}, {on: 2026-10-31, value: 2.00}]}\n",
        "data/actions.yaml": "- {id: ACN-1, title: Mend it, type: nonconformity,"
        " owner: ciso, raised: 2026-03-01}\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    manual = Manual.load(tmp_path / "data")
    staff = for_staff(manual, withhold=("findings",))
    metric, whole = staff["M-1"], manual["M-1"]
    assert metric is not whole and "ACN-1" not in metric.text
    assert format_number(metric.target) == format_number(whole.target) == "0.50"
    assert [format_number(one.value) for one in metric.measurements] == ["1.10", "2.00"]


@pytest.mark.slow
def test_names_can_be_withheld_as_well(whole):
    staff = for_staff(whole, withhold=("names",))
    names = {name for person in whole.all(Person) for name in (person.id, *person.other_names)}
    said = " ".join(words_of(path, raw) for path, raw in made(staff))
    assert [name for name in sorted(names) if name.casefold() in said] == []


def test_findings_are_neither_told_nor_counted_for_staff(whole):
    def shown(manual):
        table = tables.known()["health"].table(manual)
        by_edition = tables.known()["health_by_edition"].table(manual)
        said = _macros.health(manual), _macros.standing(manual)
        return (
            said,
            [*table.all_rows, *by_edition.all_rows],
            (table.empty_text, by_edition.empty_text),
        )

    (tiles, assessed), rows, _ = shown(whole)
    assert re.search(r"\d+ notices", tiles) and re.search(
        r"\d+ of \d+ requirements assessed", assessed
    )
    assert len(rows) > len(checks.run(whole)) > 0
    said, none, nothing = shown(for_staff(whole))
    assert none == [] and nothing == (NOT_SHOWN, NOT_SHOWN)
    assert "Only the auditor edition counts and shows open findings" in said[0]
    assert not re.search(r"\d", said[0])
    assert re.search(r"\d+ of 70 requirements assessed", said[1])
    assert checks.run(for_staff(whole)) == []
    assert shown(for_staff(whole, withhold=()))[1] == rows


def test_a_withheld_topic_takes_its_findings_away_and_no_others(whole):
    told = checks.run(for_staff(whole, withhold=("acknowledgements",)))
    rules = {one.rule for one in checks.run(whole)}
    assert "outstanding-acknowledgements" in rules
    assert {one.rule for one in told} == rules - {"outstanding-acknowledgements"}
    tiles = _macros.health(for_staff(whole, withhold=("acknowledgements",)))
    assert tiles.count("hown in the auditor edition") == 1


def test_what_an_edition_for_staff_says_of_a_document_comes_to_the_same(whole):
    """A receipt given on it must fit the document in the data."""
    staff = for_staff(whole, withhold=("names",))
    for policy in staff.all(Policy):
        shown = staff.withheld.fingerprints.get(policy.key) or current_fingerprint(policy)
        assert shown == current_fingerprint(whole[policy.key])


def test_an_unknown_edition_is_taken_for_staff(whole, monkeypatch):
    monkeypatch.setenv("AIMS_AUDIENCE", "everybody")
    assert _redacted_manual.redact_manual(whole).withholds("findings")
    monkeypatch.setenv("AIMS_AUDIENCE", "auditor")
    assert _redacted_manual.redact_manual(whole) is whole


PEOPLE = """\
- id: zoe
  title: Zoe
  email: zoe@example.org
  aliases: [z.old@example.org, Zo]
  appointments: [{role: head, since: 2026-01-01}]
"""
NAMED = {
    "data/people.yaml": PEOPLE,
    "data/roles.yaml": "- {id: head, title: Head}\n",
    "data/actions.yaml": (
        "- {id: ACN-1, title: A gap, type: nonconformity, raised: 2026-02-01, owner: head}\n"
    ),
    "data/policies.yaml": (
        "- {id: POL-1, title: Policy, version: 1.0, status: approved, audience: [head],\n"
        "   purpose: 'Ask [[zoe@example.org]],\n"
        "    [[Zo]] or [[z.old@example.org|her]]; see [[ACN-1]].'}"
    ),
    "data/audits.yaml": "- {id: AUD-1, title: Audit, auditors: [z.old@example.org, zoe]}\n",
    "data/acknowledgements.yaml": (
        "- {person: zoe@example.org, record: POL-1, version: 1.0, on: 2026-03-01,\n"
        "   fingerprint: %s}\n"
    ),
}


@pytest.fixture
def addressed(write, monkeypatch):
    """Return a manual that names somebody by their addresses, and tells of a finding."""
    monkeypatch.setenv("AIMS_AUDIENCE", "auditor")
    folder = write(NAMED)
    sealed = current_fingerprint(Manual.load(folder)["POL-1"])
    path = folder / "acknowledgements.yaml"
    path.write_text(path.read_text("utf-8") % sealed, "utf-8")
    return Manual.load(folder)


def test_an_address_is_withheld_where_it_names_somebody_too(addressed):
    staff = for_staff(addressed, withhold=("addresses",))
    said = " ".join(words_of(path, raw) for path, raw in made(staff))
    assert "zoe@example.org" in " ".join(words_of(path, raw) for path, raw in made(addressed))
    for address in ("zoe@example.org", "zoe-example.org", "z.old@example.org"):
        assert address not in said
    assert staff["AUD-1"].auditors == ("zoe", "zoe")
    assert staff["POL-1"].purpose == "Ask [[zoe]], [[Zo]] or [[zoe|her]]; see [[ACN-1]]."
    assert not [link for link in staff.links if link.target is None]


@pytest.mark.parametrize("topic", ["addresses", "findings"])
def test_what_is_withheld_undoes_no_acknowledgement(topic, addressed):
    staff = for_staff(addressed, withhold=(topic,))
    assert staff["POL-1"] != addressed["POL-1"]
    assert [one.state for one in acknowledgements.acknowledgement_statuses(staff)] == ["read"]
