"""A page of any kind comes into the book whole."""

import html

import pikepdf
import pytest

from macros.diagnostics import ManualError
from macros.pdf.compiling import HOME
from tests.printing import counted, print_pages

pytestmark = pytest.mark.needs_programs
__all__ = ["print_pages"]

ROLES = [f"Role number {n} of the organisation" for n in range(1, 41)]


def matrix(activities: int, roles: list[str]) -> str:
    heads = "".join(f'<th scope="col"><span>{role}</span></th>' for role in roles)
    rows = "".join(
        f'<tr><th scope="row">ACTIVITY{n:03} does something</th>'
        + "".join(
            f'<td class="aims-letters"><b class="aims-{"racia"[(n + m) % 5]}">'
            f"{'RACIA'[(n + m) % 5]}</b></td>"
            for m in range(len(roles))
        )
        + "</tr>"
        for n in range(activities)
    )
    legend = '<dl class="aims-legend"><div><dt>A</dt><dd>Accountable</dd></div></dl>'
    return (
        '<figure class="aims-table aims-matrix"><div class="aims-scroll"><table>'
        f"<caption>The whole matrix</caption><thead><tr><th>Activity</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{legend}</figure>"
    )


def test_a_matrix_of_80_by_40_is_printed_whole_on_landscape_pages(print_pages):
    printed = print_pages({"matrix": f"<h1>Matrix</h1>{matrix(80, ROLES)}"})
    text = printed.text
    parts = 2
    assert len([page for page in printed.pdf.pages if page.mediabox[2] > page.mediabox[3]]) >= parts
    for number in range(80):
        assert text.count(f"ACTIVITY{number:03}") == parts, "the key column is in each part"
    body = "\n".join(text.split("The whole matrix", 1)[1].splitlines())
    letters = sum(body.count(f"\n{letter}") + body.count(f" {letter}") for letter in "RACI")
    assert letters >= 80 * 40
    turned = [page for page in printed.texts() if "ACTIVITY" in page]
    assert all(len(page) > 300 for page in printed.texts()[3:]), "no page is empty"
    assert all("Activity" in page and "Role\nnumber" in page for page in turned), "heads repeat"


def test_a_register_of_400_rows_has_every_word_and_its_head_on_each_page(print_pages):
    rows = "".join(
        f"<tr><td>ENTRY{n:04}</td><td>Sentence {n} about something that takes up some room"
        f" and ends with word{n:04}.</td><td>owner{n % 7}</td></tr>"
        for n in range(400)
    )
    head = "<thead><tr><th>Id</th><th>What it is about</th><th>Owner</th></tr></thead>"
    printed = print_pages({"r": f"<h1>Register</h1><table>{head}<tbody>{rows}</tbody></table>"})
    said = counted(printed.text)
    assert not counted(rows.replace("<td>", " ").replace("</td>", " ")) - said - counted("tr td")
    pages = [page for page in printed.texts() if "ENTRY" in page]
    assert len(pages) > 5
    assert all("What it is about" in page for page in pages)


def test_a_cell_of_many_lines_goes_on_on_the_next_page(print_pages):
    lines = "".join(f"<p>Line{n:03} of a very long cell.</p>" for n in range(130))
    head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
    table = f"<table>{head}<tr><td>{lines}</td><td>b</td></tr></table>"
    printed = print_pages({"c": f"<h1>Cell</h1>{table}"})
    assert not counted(" ".join(f"Line{n:03}" for n in range(130))) - counted(printed.text)


HOSTILE = [
    '#set text(red) #let x = "y" */ /* // $x^2$ @label <tag> [[link]] \\ \\n `raw` _a_ *b* ~ = - +',
    '"quotes" \'single\' “curly” {{ jinja }} ${var} #{code} \\" \\\\" )',
    "שלום עולם",
    "مرحبا بالعالم",
    "🚀🙂✅",
    "Ελληνικά кириллица Łódź ﬁ ½ → ☑",
]


def test_text_that_tries_to_break_out_appears_as_itself(print_pages):
    inner = "".join(f"<p>{html.escape(text)}</p>" for text in HOSTILE)
    cells = "".join(f"<tr><td>{html.escape(text)}</td></tr>" for text in HOSTILE)
    head = f"<thead><tr><th>{html.escape(HOSTILE[0])}</th></tr></thead>"
    printed = print_pages(
        {"h": f"<h1>{html.escape(HOSTILE[1])}</h1>{inner}<table>{head}{cells}</table>"}
    )
    text = "".join(printed.text.split())
    for latin in HOSTILE[:2]:
        assert text.count("".join(latin.split())) >= 2
    for sign in "🚀🙂✅→☑":
        assert text.count(sign) >= 2, sign
    # Readers may give back right-to-left text in the order in which it is seen.
    for word in ("שלום", "مرحبا"):
        assert word in text or word[::-1] in text


def test_a_word_of_10000_letters_stays_on_its_pages(print_pages):
    word = "".join("abcdefghij"[n % 10] for n in range(10_000))
    printed = print_pages(
        {"w": f"<h1>Word</h1><p>{word}</p><table><tr><td>{word}</td><td>x</td></tr></table>"}
    )
    letters = "".join("".join(page.split()) for page in printed.texts())
    assert sum(letters.count(run) for run in ["abcdefghij"]) > 1_900


def test_what_markdown_can_do_is_printed(print_pages):
    inner = """<h1>Everything</h1>
    <div class="admonition warning"><p class="admonition-title">Mind</p><p>noticed</p></div>
    <details class="note"><summary>Folded</summary><p>unfolded</p></details>
    <div class="tabbed-set"><div class="tabbed-labels"><label>First tab</label>
    <label>Second tab</label>
    </div><div class="tabbed-content"><div class="tabbed-block"><p>firstbody</p></div>
    <div class="tabbed-block"><p>secondbody</p></div></div></div>
    <ul class="task-list"><li><label><input type="checkbox" checked></label> donetask</li>
    <li><label><input type="checkbox"></label> opentask</li></ul>
    <p>Noted<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
    <div class="footnote"><ol><li id="fn:1"><p>footnotetext</p></li></ol></div>
    <pre><code>code   kept\n  indented</code></pre><dl><dt>Term</dt><dd>definition</dd></dl>
    <blockquote><p>quotedtext</p></blockquote><p><a href="https://example.org/x">outside</a></p>
    <ol start="3"><li>third</li></ol>"""
    printed = print_pages({"e": inner})
    text = printed.text
    words = (
        "Mind noticed Folded unfolded firstbody secondbody donetask opentask footnotetext kept "
        "indented Term definition quotedtext outside third"
    )
    assert not [word for word in words.split() if word not in text]
    assert "☑" in text and "☐" in text
    assert "3." in text
    addresses = [
        str(note.A.URI)
        for page in printed.pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note
    ]
    assert "https://example.org/x" in addresses


def page_with(printed, words):
    """Return the first page that has these words."""
    return next(n for n, text in enumerate(printed.texts(), 1) if words in text)


def test_links_between_pages_lead_to_their_places_and_say_the_page(print_pages):
    printed = print_pages(
        {
            "a": '<h1>Alpha</h1><p>See <a href="../b/#deep">the deep place</a>.</p>',
            "b": '<h1>Beta</h1><p>x</p><h2 id="deep">Deep</h2><p id="more">y</p>',
        }
    )
    page, goal = page_with(printed, "See the deep"), page_with(printed, "Deep\ny")
    assert goal in printed.links()[page]
    assert f"(p. {goal})" in printed.texts()[page - 1].replace("\xa0", " ")


def test_a_link_to_what_only_a_screen_has_leads_to_its_page(print_pages):
    printed = print_pages(
        {
            "a": '<h1>Alpha</h1><p>Fill in <a href="../b/#form">the form</a>.</p>',
            "b": '<h1>Beta</h1><p>x</p><div class="aims-screen"><p id="form">y</p></div>',
        }
    )
    assert page_with(printed, "Beta\nx") in printed.links()[page_with(printed, "Fill in")]


def test_days_in_a_table_stay_on_one_line_where_there_is_room(print_pages):
    text = "Whoever changes it tells its owner, who asks the reviewer on the same day. " * 2
    row = f"<tr><th>{text}</th><td>15 December 2026</td><td>{text}</td><td>half-yearly</td></tr>"
    head = "<thead><tr><th>What</th><th>By</th><th>Why</th><th>How often</th></tr></thead>"
    printed = print_pages({"a": f"<h1>A</h1><table>{head}{row * 3}</table>"})
    assert printed.extracted("-layout").replace("\xa0", " ").count("15 December 2026") == 3


MISTAKES = {
    "link": ('<p><a href="../gone/">words</a></p>', "'words' leads nowhere (../gone/)"),
    "place": ('<p><a href="#gone">words</a></p>', "'words' leads nowhere (#gone)"),
    "remote": ('<img src="https://x.test/a.png" alt="a">', "is not in the site"),
    "missing": ('<img src="a.png" alt="a">', "a.png cannot be read"),
    "words": ('<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>', "has no alternative text"),
    "frame": ('<p><iframe src="x"></iframe></p>', "<iframe> cannot be printed"),
    "letter": ("<p>\U00012000</p>", "no font has the letter '\U00012000' (U+12000)"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_with_its_page(print_pages, mistake):
    inner, message = MISTAKES[mistake]
    with pytest.raises(ManualError) as error:
        print_pages({"fine": "<h1>Fine</h1><p>x</p>", "page": f"<h1>Page</h1>{inner}"})
    (finding,) = error.value.findings
    assert message in finding.message
    assert str(finding.where) == "docs/page.md:3:1"


def test_drawings_are_vectors_in_the_light_colours_with_their_words(print_pages):
    drawing = (
        '<figure><svg viewbox="0 0 90 40" role="img" aria-label="A box called Fig"><style>'
        '[data-md-color-scheme="slate"] .b { fill: #000 }</style>'
        '<rect class="b" width="90" height="40"/><text x="9" y="20">Figtext</text></svg>'
        "<figcaption>A caption</figcaption></figure>"
    )
    css = b":root{--c:#123456}[data-md-color-scheme=slate]{--c:#fedcba}.pic .b{fill:var(--c)}"
    printed = print_pages({"d": f"<h1>Drawing</h1>{drawing}"}, {"assets/a.css": css})
    assert "Figtext" in printed.text and "A caption" in printed.text
    spoken = [
        str(item.Alt)
        for item in printed.pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
    ]
    assert "A box called Fig" in spoken
    content = b"".join(
        item.read_bytes()
        for item in printed.pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    ) + b"".join(page.Contents.read_bytes() for page in printed.pdf.pages)
    assert b"0.07058824 0.20392157 0.3372549" in content, "the fill of a light page"


def test_the_same_pages_make_the_same_bytes(print_pages):
    pages = {"a": "<h1>A</h1><p>words</p>", "b": f"<h1>B</h1>{matrix(3, ROLES[:4])}"}
    assert print_pages(pages).content == print_pages(pages).content


def colours(printed) -> bytes:
    return b"".join(page.Contents.read_bytes() for page in printed.pdf.pages)


def test_an_organisation_changes_the_look_and_the_cover_without_touching_ours(
    print_pages, tmp_path
):
    overrides = tmp_path / "overrides"
    overrides.mkdir()
    look = (HOME / "look.typ").read_text(encoding="utf-8")
    accent = next(line for line in look.splitlines() if line.startswith("#let accent"))
    look = look.replace(accent, '#let accent = rgb("#336600")')
    (overrides / "look.typ").write_text(look, encoding="utf-8")
    manual = (HOME / "manual.typ").read_text(encoding="utf-8")
    assert "A printed copy is not controlled" in manual
    manual = manual.replace("A printed copy is not controlled", "Our own words on the cover")
    (overrides / "manual.typ").write_text(manual, encoding="utf-8")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (overrides / "logo.svg").write_text(logo, encoding="utf-8")
    printed = print_pages({"a": "<h1>Alpha</h1><p>x</p>"}, overrides=overrides)
    assert "Our own words on the cover" in printed.texts()[0]
    assert b"0.2 0.4 0 " in colours(printed)
    spoken = [
        str(item.Alt)
        for item in printed.pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
    ]
    assert spoken == ["Example"], "the logo is called by the name of the organisation"


def test_the_book_has_the_colour_and_the_logo_of_the_site(print_pages):
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    css = b":root { --aims-link: #336600; }"
    pages = {"a": "<h1>Alpha</h1><p>x</p>"}
    plain = print_pages(pages)
    dressed = print_pages(pages, {"assets/brand.css": css, "assets/logo.svg": logo})
    assert b"0.2 0.4 0 " in colours(dressed) and b"0.2 0.4 0 " not in colours(plain)
    assert len(dressed.pdf.pages[0].Contents.read_bytes()) > len(
        plain.pdf.pages[0].Contents.read_bytes()
    )


def test_a_template_that_cannot_be_read_is_reported(print_pages, tmp_path):
    (tmp_path / "look.typ").write_text("#let accent = (", encoding="utf-8")
    with pytest.raises(ManualError) as error:
        print_pages({"a": "<h1>Alpha</h1>"}, overrides=tmp_path)
    (finding,) = error.value.findings
    assert "the book cannot be typeset" in finding.message and "look.typ" in finding.message


def test_the_legend_is_on_the_first_page_of_a_matrix(print_pages):
    texts = print_pages({"m": f"<h1>Matrix</h1>{matrix(80, ROLES)}"}).texts()
    first = next(text for text in texts if "ACTIVITY000" in text)
    assert "Accountable" in first


def test_letters_differ_in_black_and_white():
    """The strongest is white on dark, the next has a frame; the others differ by shape alone."""
    look = (HOME / "look.typ").read_text(encoding="utf-8")
    accountable, responsible = (
        next(line for line in look.splitlines() if line.strip().startswith(f"{colour}: (fill"))
        for colour in ("red", "green")
    )
    assert "text: white" in accountable and "stroke: none" in accountable
    assert "stroke: .6pt" in responsible and "text: white" not in responsible
