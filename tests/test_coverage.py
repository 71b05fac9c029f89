"""Clause by clause: each page of the standard says who is accountable and what shows it."""

import re
from pathlib import Path

import pytest

from macros.manual import Manual
from macros.manual.standards import requirements_of, standard
from macros.model.framework import Framework
from macros.pages._renderer import PageRenderer

DATA = Path(__file__).parents[1] / "data"
FACT = re.compile(r"<div><dt>([^<]+)</dt><dd>(.*?)</dd></div>", re.DOTALL)


@pytest.fixture(scope="module")
def example():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1794787200")
        manual = Manual.load(DATA)
        yield manual, PageRenderer(manual)


@pytest.fixture
def small(write):
    """Return a manual with a standard of three clauses: answered, owned by nobody, unheard of."""
    return Manual.load(
        write(
            {
                "data/organisation.yaml": "{id: o, title: Org, document_id: M-1, edition: 1.0, "
                "issued: 2026-01-01, standard: law}\n",
                "data/frameworks/law.yaml": "id: law\ntitle: Law\nitems:\n"
                "  - {id: '1', title: First, kind: clause}\n"
                "  - {id: '2', title: Second, kind: clause}\n"
                "  - {id: '3', title: Third, kind: clause}\n",
                "data/roles.yaml": "- {id: head, title: Head of AI}\n",
                "data/processes.yaml": "- {id: P-1, title: Do it, phase: operate, owner: head, "
                "records: [R-1], requirements: ['1'], last_reviewed: 2026-02-03}\n"
                "- {id: P-2, title: Leave it, phase: operate, requirements: ['2']}\n",
                "data/documents.yaml": "- {id: R-1, title: Log, form: record}\n",
            }
        )
    )


def said(renderer: PageRenderer, manual: Manual, key: str) -> dict[str, str]:
    """Return the facts on the page of a requirement."""
    page = renderer.record(manual[key], None, None)
    return dict(FACT.findall(page.html))


@pytest.mark.parametrize(("sort", "count"), [("clause", 43), ("control", 38)])
def test_each_page_names_somebody_accountable_and_evidence_or_says_gap(example, sort, count):
    manual, renderer = example
    those = requirements_of(manual, standard(manual), sort)
    assert len(those) == count
    for one in those:
        facts = said(renderer, manual, one.key)
        assert '<a href="/roles/' in facts["Accountable"] or "gap" in facts["Accountable"], one.id
        assert "<a href=" in facts["Evidence"] or "gap" in facts["Evidence"], one.id


def test_the_example_has_no_gap_in_the_standard_it_follows(example):
    manual, renderer = example
    gaps = [
        one.id
        for one in requirements_of(manual, standard(manual), "clause", "control")
        if "gap" in "".join(said(renderer, manual, one.key).values())
    ]
    assert gaps == []


def test_a_page_says_who_answers_for_it_and_when_it_was_last_reviewed(small):
    facts = said(PageRenderer(small), small, "law:1")
    assert "/roles/head/" in facts["Accountable"]
    assert "/documents/r-1/" in facts["Evidence"]
    assert "3 February 2026" in facts["Latest review"]


def test_gaps_are_said_plainly(small):
    facts = said(PageRenderer(small), small, "law:2")
    assert "gap: no accountable role" in facts["Accountable"]
    assert "gap: no evidence" in facts["Evidence"]
    assert (
        "no record of this manual addresses it"
        in PageRenderer(small).record(small["law:3"], None, None).html
    )


def test_each_related_requirement_names_its_source_and_the_authority_of_it(example):
    manual, renderer = example
    page = renderer.record(manual["iso-42001:7.2"], None, None).html
    rows = re.findall(r"<tr.*?</tr>", page.split('id="related"')[1], re.DOTALL)
    told = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[-2:] for row in rows]
    told = [cells for cells in told if cells]
    assert len(told) > 3
    assert ["ISO harmonised structure", "official"] in told
    assert {cells[1] for cells in told} <= {"official", "vendor", "community"}


@pytest.mark.parametrize("held", ["iso-27001", "iso-9001", "eu-ai-act"])
def test_a_framework_that_is_held_shows_what_is_shared_and_what_is_new_for_ai(example, held):
    manual, renderer = example
    page = renderer.record(manual[held], None, None).html
    assert '<h2 id="held">Status</h2>' in page
    shared, new = page.split('id="shared"')[1].split('id="new"')
    assert re.search(r"(official|community|vendor)", shared)
    assert "/frameworks/iso-42001/" in new.split('id="coverage"')[0]


def test_every_requirement_of_the_standard_is_either_shared_or_new_for_ai(example):
    manual, renderer = example
    page = renderer.record(manual["iso-27001"], None, None).html
    upper = page.split('id="coverage"')[0]
    undivided = [
        one
        for one in requirements_of(manual, manual["iso-42001"], "clause", "control")
        if not any(one.id == other.parent for other in requirements_of(manual, manual["iso-42001"]))
    ]
    assert [one.id for one in undivided if f'href="{one.address}"' not in upper] == []
    assert len(undivided) == 70
    assert isinstance(manual["iso-27001"], Framework)
