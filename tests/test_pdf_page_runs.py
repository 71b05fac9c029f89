"""Records that share pages: what the heads of their pages say, and what is told of each."""

import pytest

from macros import pdf
from macros.diagnostics import ManualError
from macros.pages._outline import Outline, OutlineEntry
from macros.pdf import book
from tests.printing import FACTS, MOMENT, Printed

pytestmark = pytest.mark.needs_programs

WIDE = "".join(f"<th>{'Quite a long head' if n else 'Name'} {n}</th>" for n in range(12))
PROSE = "Whoever changes it tells its owner, who asks the reviewer on the same day. "


def record(kind, id):
    return OutlineEntry(
        title=id, path=f"{kind}/{id}/index.html", source=f"data/{kind}.yaml", kind=kind, id=id
    )


def page(title, path, *entries):
    return OutlineEntry(
        title=title, path=f"{path}/index.html", source=f"docs/{path}.md", entries=entries
    )


ENTRIES = (
    page(
        "Systems",
        "systems",
        page("Risks", "risks", *(record("risks", f"RSK-{n}") for n in range(1, 4))),
        *(record("systems", f"SYS-{n}") for n in range(1, 4)),
    ),
)


@pytest.fixture
def printed(tmp_path):
    """Return a function that prints the entries, with other words on some of their pages."""

    def print_(inner=None, entries=ENTRIES):
        inner = inner or {}

        def write(entry):
            name = entry.path.removesuffix("/index.html")
            body = inner.get(entry.title, f"<p>{PROSE}</p>")
            file = tmp_path / "site" / entry.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"<article><h1>{entry.title}</h1>{body}</article>", encoding="utf-8")
            for below in entry.entries:
                write(below)
            return name

        for entry in entries:
            write(entry)
        outline = Outline(entries=tuple(entries))
        outline.write(tmp_path / "site")
        content = pdf.whole_book(
            tmp_path / "site", book.chapters(outline), FACTS, ({}, []), None, MOMENT
        )
        return Printed(content, tmp_path)

    return print_


def test_the_head_of_a_page_names_what_all_on_it_belongs_to(printed):
    pages = {
        title: text.splitlines()[0]
        for text in printed().texts()
        for title in ("RSK-1", "RSK-3", "SYS-1", "SYS-3")
        if f"\n{title}\n" in text and "Contents" not in text and "Index of" not in text
    }
    assert pages["RSK-1"] == pages["RSK-3"] and pages["RSK-1"].endswith("Systems")
    assert pages["SYS-1"] == pages["SYS-3"] and pages["SYS-3"].endswith("Systems")


def test_the_head_of_a_page_names_the_register_of_its_records(printed):
    long = {"Risks": f"<p>{PROSE * 120}</p>"}
    heads = [
        text.splitlines()[0]
        for text in printed(long).texts()
        if "\nSYS-1\n" in text or "\nRSK-3\n" in text
    ]
    assert any(head.endswith("Risks") for head in heads)
    assert any(head.endswith("Systems") for head in heads)


def test_a_page_beside_a_long_register_begins_a_page(printed):
    entries = (page("Part", "part", page("Long", "long"), page("Beside", "beside")),)
    texts = printed({"Long": f"<p>{PROSE}</p>" * 250}, entries).texts()
    heads = [text.splitlines()[0].rpartition(" ")[2] for text in texts]
    assert heads[3:] == ["Part", *["Long"] * 6, "Beside"]


@pytest.mark.parametrize("long", [1, 3])
def test_all_records_of_a_register_are_in_the_contents_or_none(printed, long):
    words = {f"RSK-{n}": f"<p>{PROSE * 30}</p>" for n in range(1, long + 1)}
    (contents,) = [text for text in printed(words).texts() if "\nContents\n" in text]
    assert [f"RSK-{n}" in contents for n in range(1, 4)] == [long == 3] * 3


def test_what_cannot_be_set_is_reported_with_the_record_it_is_in(printed):
    with pytest.raises(ManualError) as error:
        printed({"RSK-2": "<p>\U00012000</p>", "SYS-3": "<p>\U00012000</p>"})
    (found,) = error.value.findings
    assert str(found.where) == "data/systems.yaml:1:1"
    assert found.message.endswith("; also in data/risks.yaml:1:1")


def test_what_cannot_be_set_is_reported_with_its_own_of_those_on_a_landscape_page(printed):
    cells = "".join(f"<td>{PROSE}</td>" for _ in range(12))
    table = f"<table><thead><tr>{WIDE}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    for title, where in {"Systems": "docs/systems.md", "SYS-1": "data/systems.yaml"}.items():
        bad = table.replace("</td>", "\U00012000</td>", 1)
        with pytest.raises(ManualError) as error:
            entries = (page("Systems", "systems", record("systems", "SYS-1")),)
            printed({"Systems": table, "SYS-1": table} | {title: bad}, entries)
        assert [finding.where.path for finding in error.value.findings] == [where]


def test_a_record_is_printed_though_the_row_of_another_has_its_words(printed):
    row = '<tr><th><a href="../roles/steward/">Data Steward</a></th><td>1 competence</td></tr>'
    head = "<thead><tr><th>Role</th><th>Competences</th></tr></thead>"
    needed = '<a href="../../roles/steward/">Data Steward</a>'
    facts = f'<dl class="aims-facts"><div><dt>Needed by</dt><dd>{needed}</dd></div></dl>'
    competence = OutlineEntry(
        title="Zugzwang", path="competences/z/index.html", kind="competences", id="z"
    )
    steward = OutlineEntry(
        title="Data Steward", path="roles/steward/index.html", kind="roles", id="steward"
    )
    entries = (page("Competences", "competences", competence), page("Roles", "roles", steward))
    book = printed(
        {"Competences": f"<table>{head}<tbody>{row}</tbody></table>", "Zugzwang": facts}, entries
    )
    assert any("Zugzwang\nNeeded by Data Steward" in text for text in book.texts())


def test_a_few_words_after_a_wide_table_are_on_its_page(printed):
    cells = "".join(f"<td>{PROSE}</td>" for _ in range(12))
    table = f"<table><thead><tr>{WIDE}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    book = printed({"Wide": f"{table}<p>Lastwords.</p>"}, (page("Wide", "wide"),))
    (found,) = [n for n, text in enumerate(book.texts()) if "Lastwords" in text]
    box = book.pdf.pages[found].mediabox
    assert box[2] > box[3] and "Quite" in book.texts()[found]
