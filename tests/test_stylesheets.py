"""The one style sheet of a page: what it keeps of Material, and what it does to ours."""

import gzip

import pytest

from macros.site import stylesheets


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (".md-typeset h2{margin:0}", ".md-typeset h2{margin:0}"),
        (".md-nav{color:red}.md-typeset a{color:blue}", ".md-typeset a{color:blue}"),
        (".md-nav a,.md-typeset a{top:0}", ".md-typeset a{top:0}"),
        (".md-typeset__table,.md-typeset table{top:0}", ".md-typeset table{top:0}"),
        ("a:is(.md-nav,.md-tabs){top:0}b:is(i,u){top:0}", "b:is(i,u){top:0}"),
        ("@media print{.md-nav{top:0}.md-typeset{top:1px}}", "@media print{.md-typeset{top:1px}}"),
        ("@media print{.md-nav{top:0}}", ""),
        ("@keyframes shake{0%{top:0}to{top:1px}}hr{top:0}", "hr{top:0}"),
        ('@charset "UTF-8";/* } */hr{top:0}', "hr{top:0}"),
        ("""a{x:url("data:,{;}")}.md-nav{top:0}""", """a{x:url("data:,{;}")}"""),
        ("""a{x:url(data:;base64,e30)}hr{top:0}""", """a{x:url(data:;base64,e30)}hr{top:0}"""),
        ("""i{x:"/* "}/* y */b{x:' */'}""", """i{x:"/* "}b{x:' */'}"""),
        ("[data-md-color-primary=red]{top:0}", ""),
        ("[data-md-color-scheme=slate]{top:0}", "[data-md-color-scheme=slate]{top:0}"),
    ],
)
def test_what_concerns_written_text_is_kept_and_the_frame_is_not(given, kept):
    assert stylesheets.writing_rules(given) == kept


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ('url("fonts/a.woff2")', 'url("../fonts/a.woff2")'),
        ("url(../b.png)", 'url("../../b.png")'),
        ('url("data:image/svg+xml,x")', 'url("data:image/svg+xml,x")'),
        ("url(https://example.org/c.png)", "url(https://example.org/c.png)"),
        ("url(/d.png)", "url(/d.png)"),
        ("url(#e)", "url(#e)"),
    ],
)
def test_addresses_in_a_sheet_lead_where_they_led(written, moved):
    assert stylesheets.join_sheets([("assets/own.css", f"a {{ x: {written} }}")]) == (
        f"a {{ x: {moved} }}\n"
    )


def test_a_sheet_for_print_holds_for_print_only():
    sheet = stylesheets.join_sheets([("assets/print.css", "/* On paper */ p { color: black }")])
    assert sheet == "@media print {\np { color: black }\n}\n"


def test_a_sheet_that_imports_another_stays_by_itself():
    assert not stylesheets.can_join("@import url(more.css);")
    assert stylesheets.can_join("/* @import */ p { color: black }")


def test_a_page_asks_for_one_small_style_sheet(built_site):
    page = (built_site / "index.html").read_text(encoding="utf-8")
    assert page.count('rel="stylesheet"') == 1
    assert len(gzip.compress((built_site / stylesheets.PATH).read_bytes())) < 35_000
