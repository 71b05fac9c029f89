"""What is withheld is in no output, whatever the data and the setting, and no count tells it."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from macros import pages, tables
from macros.checks._redacted_manual import redact_manual
from macros.editions import snapshot
from macros.editions.comparison import compare, redact_both
from macros.manual import NOT_SHOWN, WITHHELD
from macros.manual.redaction import redact
from macros.pages import _macros
from macros.pages._renderer import Page, PageRenderer
from macros.site import outputs
from tests.examples import tried
from tests.test_disclosure import words_of
from tests.withholding import TOPICS, choices, drawn, load

WITHHOLD = st.sets(st.sampled_from(TOPICS), min_size=1)


UNSHRUNK = (Phase.explicit, Phase.generate)
"""Shrinking an example that fails takes minutes."""
SETTINGS = [TOPICS, pytest.param(TOPICS[1:], marks=pytest.mark.slow)]


@pytest.fixture(autouse=True)
def for_nobody(monkeypatch):
    for name in ("AIMS_AUDIENCE", "AIMS_PUBLISHED", "AIMS_EDITION_NAME"):
        monkeypatch.delenv(name, raising=False)


def whole_and_staff(made, withhold, before=None):
    with tempfile.TemporaryDirectory() as folder:
        whole = load(made, Path(folder), withhold, before=before)
        assert whole.is_complete and not [one for one in whole.findings if one.severity == "error"]
        return whole, redact_manual(whole)


def files_of(made, withhold, before):
    """Return every page and file of the edition for staff, by its path."""
    with tempfile.TemporaryDirectory() as folder:
        staff = redact_manual(load(made, Path(folder), withhold, before=before))
        every = [*outputs.pages(staff), *outputs.downloads(staff)]
        return {
            one.path: one.page.html.encode() if one.page else one.content
            for one in every
            if not one.path.startswith("reference/")  # It is of the program, not of the data.
        }


def staff_edition(made, withhold):
    return snapshot.snapshot_document(whole_and_staff(made, withhold)[1])


def read(document):
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    made, findings = snapshot.read_snapshot(raw, "manual.json", "edition 1.0")
    assert findings == []
    return made


@tried(60, phases=UNSHRUNK)
@given(choices(), WITHHOLD)
def test_the_editions_of_the_same_data_for_staff_and_for_auditors_do_not_differ(chosen, withhold):
    whole, staff = whole_and_staff(drawn(chosen), withhold)
    auditors, told = snapshot.snapshot_of_manual(whole), snapshot.snapshot_of_manual(staff)
    for old, new in ((auditors, told), (told, auditors)):
        found = compare(*redact_both(old, new))
        assert not found, [(one.label, one.fields) for one in found.changes]
        assert not compare(*redact_both(old, new, staff.withheld.redaction))


@tried(40, phases=UNSHRUNK)
@given(choices(), choices(), WITHHOLD)
def test_an_earlier_edition_says_the_same_whoever_it_was_made_for(before, now, withhold):
    earlier = drawn(before, "old")
    auditors = read(earlier.document())
    staff = read(staff_edition(earlier, withhold))
    _, manual = whole_and_staff(drawn(now, "new"), withhold)
    new, redaction = snapshot.snapshot_of_manual(manual), manual.withheld.redaction
    found = [compare(*redact_both(old, new, redaction)) for old in (auditors, staff)]
    assert found[0].changes == found[1].changes
    said = str([*found, compare(*redact_both(new, auditors))])
    assert [word for word in earlier.withheld(withhold) if word in said] == []


@tried(60, phases=UNSHRUNK)
@given(choices(), WITHHOLD, WITHHOLD)
def test_to_redact_twice_is_as_good_as_once(chosen, first, second):
    records = read(drawn(chosen).document()).records
    once, redaction = redact(records, first)
    assert redact(once, first)[0] == once
    assert redact(once, first, redaction)[0] == once
    both, _ = redact(records, first | second)
    assert redact(once, first | second)[0] == both


@tried(3, long=12, phases=UNSHRUNK)
@given(choices(), choices(), st.booleans())
def test_no_page_and_no_file_for_staff_tells_or_counts_what_is_withheld(before, now, names):
    """Another manual, with other and with more of it, has the same pages and files."""
    # The fingerprint of a document is of all it says: a receipt given on it fits the data.
    before, now = ({**one, "mentions": ["p0", "ACT-0"]} for one in (before, now))
    if not names:
        before, now = ({**one, "evidence": ["ACT-0", "AUD-0"]} for one in (before, now))
    withhold = TOPICS if names else TOPICS[1:]
    old = [drawn(before, "sameold"), drawn(before, "sameolder", more=1)]
    new = [drawn(now, "samenew"), drawn(now, "samenewer", more=1)]
    one, other = (
        files_of(made, withhold, last.document()) for made, last in zip(new, old, strict=True)
    )
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


@tried(6, long=24, phases=UNSHRUNK)
@given(choices(), choices(), WITHHOLD)
def test_no_page_and_no_file_for_staff_holds_a_withheld_word(before, now, withhold):
    old, new = drawn(before, "old"), drawn(now, "new")
    words = [*old.withheld(withhold), *new.withheld(withhold)]
    for path, raw in files_of(new, withhold, old.document()).items():
        said = words_of(path, raw)
        assert [word for word in words if word in said] == [], path


FULL = {
    "people": [{"role": 0, "as": "holder", "shown": 1, "courses": 1, "mail": True}] * 3,
    "actions": [{"type": "nonconformity", "state": "open", "about": "mail"}] * 3,
    "audits": [[("minor nonconformity", [])], [("minor nonconformity", [0])]],
    "evidence": ["ACT-0", "p1"],
    "acks": [0, 1],
    "mentions": ["mail1", "ACT-0"],
    "auditors": [0],
}
"""A manual in which all there is of some kinds is withheld."""


def test_the_words_are_found_in_the_files_for_auditors():
    """Without this, a search that finds nothing would prove nothing."""
    made = drawn(FULL)
    files = files_of(made, (), drawn(FULL, "old").document())
    said = " ".join(words_of(path, raw) for path, raw in files.items())
    assert len(made.words) > 30
    assert [word for word in made.words if word not in said] == []


NOTHING = re.compile(
    r"Nothing is recorded|recorded yet|[Vv]acant|No action|Nobody|Nothing falls due|Nothing to put"
    r"|[Nn]o findings|No due dates|No (?:open|closed) actions|No policy needs"
    r"|No role (?:requires|has)"
    r"|No courses are|nothing shows it|no evidence|yet\.|<dd></dd>|<dd>\s*</dd>"
)
"""What says that there is none of something."""


def pages_of(manual):
    every = pages.all_pages(PageRenderer(manual))
    return {one.address: one.html for one in every if isinstance(one, Page)}


@cache
def pages_of_the_whole():
    return pages_of(whole_and_staff(drawn(FULL), TOPICS)[0])


@pytest.mark.parametrize("withhold", [*((one,) for one in TOPICS), TOPICS])
def test_what_is_withheld_is_not_said_to_be_nothing(withhold):
    whole, staff = whole_and_staff(drawn(FULL), withhold)
    for name, module in tables.known().items():
        shown, left = module.table(whole), module.table(staff)
        if [*shown.all_rows] and not [*left.all_rows]:
            assert left.empty_text == NOT_SHOWN, name
    shown = pages_of_the_whole()
    for path, page in pages_of(staff).items():
        said = [one for one in NOTHING.findall(page) if one not in shown[path]]
        assert said == [], path


def test_who_holds_a_role_is_withheld_and_not_vacant():
    _, staff = whole_and_staff(drawn(FULL), ("names",))
    page = PageRenderer(staff).record(staff["boss"], None, None).html
    assert f"<dt>Holder</dt><dd>{WITHHELD}</dd>" in page
    assert NOT_SHOWN in _macros.register(staff, "people")
    assert NOT_SHOWN in _macros.table(staff, "holders")
    assert str(_macros.count(staff, "people")) == WITHHELD
    assert _macros.field(staff, "p1", "title") == WITHHELD
    assert _macros.link(staff, "p1") == _macros.link(staff, "p1", "Ann") == "somebody"


@pytest.mark.needs_programs
@pytest.mark.parametrize("withhold", SETTINGS)
def test_no_file_of_a_built_site_or_its_pdf_holds_a_withheld_word(withhold, project):
    made, old = drawn(FULL, "new"), drawn(FULL, "old")
    shutil.rmtree(project / "data")
    load(made, project, withhold, before=old.document())
    (project / "docs/index.md").write_text("# Manual\n\n[[p1]], [[newmail1x@example.org]].\n")
    command = [sys.executable, "-m", "macros", "build", "--site", "site"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    files = [one for one in sorted((project / "site").rglob("*")) if one.is_file()]
    assert "manual.pdf" in [one.name for one in files]
    words = [*made.withheld(withhold), *old.withheld(withhold)]
    assert len(words) > 50
    for path in files:
        said = words_of(path.name, path.read_bytes())
        assert [word for word in words if word in said] == [], path
