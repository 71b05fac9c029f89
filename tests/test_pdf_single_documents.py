"""A page printed alone: a document that somebody can be handed."""

from pathlib import Path

import pytest

from tests.printed_example import EPOCH, make
from tests.printing import Printed

pytestmark = pytest.mark.needs_programs

LEAFLETS = {
    ("--page", "onboarding/data-scientist/"): ("Data Scientist", "Your checklist", 3),
    ("--page", "start/reading/"): ("How to read this manual", "Ids", 3),
    ("--page", "metrics/met-01/"): ("MET-01 Staff trained in AI literacy (%)", "Measurements", 2),
    ("--page", "risks/"): ("Risks", "highest level first", 5),
    ("--page", "responsibilities/"): ("Responsibility matrix", "ACT-001", 6),
    ("--role", "data-steward"): ("Data Steward", "Responsibilities", 5),
    ("--policy", "POL-05"): ("POL-05 Data for AI", "Scope", 5),
}
OFTEN = (("--page", "metrics/met-01/"), ("--role", "data-steward"), ("--policy", "POL-05"))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            options, marks=[] if options in OFTEN else pytest.mark.slow, id=" ".join(options)
        )
        for options in LEAFLETS
    ],
)
def document(request, built_site, tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("document")
    done = make(built_site, folder / "made.pdf", *request.param)
    assert done.returncode == 0, done.stdout
    return Printed((folder / "made.pdf").read_bytes(), folder), *LEAFLETS[request.param]


def test_the_first_page_has_the_title_on_a_line_of_its_own_and_text_below_it(document):
    printed, title, text, _ = document
    first = printed.texts()[0]
    assert title in first.splitlines(), "no number before it, no line printed over it"
    assert text in first.partition(title)[2]
    assert len(first) > 400


def test_a_single_document_takes_few_pages_and_leaves_none_empty(document):
    printed, _, _, most = document
    texts = printed.texts()
    assert len(texts) <= most
    assert all(len(text) > 300 for text in texts)


def test_no_line_is_printed_over_another(document):
    printed, *_ = document
    assert not printed.crossing()


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_a_moment_that_is_none_is_reported(built_site, tmp_path, monkeypatch, epoch):
    monkeypatch.setitem(EPOCH, "SOURCE_DATE_EPOCH", epoch)
    done = make(built_site, tmp_path / "made.pdf", "--policy", "POL-05")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"SOURCE_DATE_EPOCH is '{epoch}', which is not a number of seconds" in done.stderr


def test_what_cannot_be_printed_is_reported_with_a_cure_and_leaves_nothing(built_site, tmp_path):
    lost = make(built_site, tmp_path / "x.pdf", "--role", "data-stewart")
    assert "no role has the id 'data-stewart'" in lost.stderr
    assert "Did you mean 'data-steward'?" in lost.stderr
    folder = make(built_site, tmp_path, "--role", "data-steward")
    assert f"{tmp_path}:1:1: error: is a folder" in folder.stderr
    nowhere = make(built_site, tmp_path / "x.pdf", "--data", "nodata")
    assert "nodata:1:1: error: the data folder does not exist" in nowhere.stderr
    assert "Set it with --data FOLDER." in nowhere.stderr
    assert {done.returncode for done in (lost, folder, nowhere)} == {1}
    assert not list(tmp_path.iterdir())


def test_every_page_after_the_first_says_what_it_is_part_of(document):
    printed, *_ = document
    first, *rest = printed.texts()
    assert first.startswith("Halvern Mutual "), "the masthead alone"
    assert all(text.splitlines()[0].endswith("Halvern Mutual") for text in rest)
