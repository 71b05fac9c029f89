"""Scripts are sent without their comments and indentation."""

import pytest

from macros.site.scripts import shorten
from tests.browser import ROOT

OURS = sorted((ROOT / "docs/assets").glob("*.js"))


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("// A comment.\nf();\n", "f();\n"),
        ("/** Return\n * nothing. */\n  f(); // end\n", "f(); // end\n"),
        ("let a = `\n  // text\n`;\n", "let a = `\n  // text\n`;\n"),
        ("/**\n * @license MIT\n */\nf();\n", "/**\n* @license MIT\n*/\nf();\n"),
        ("// Copyright 2026 Somebody\nf();\n", "// Copyright 2026 Somebody\nf();\n"),
        ("/*! kept */\nf();\n", "/*! kept */\nf();\n"),
    ],
)
def test_comments_are_left_out_but_not_licences_and_texts(script, shown):
    assert shorten(script) == shown


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_each_script_of_the_site_is_shortened(path):
    script = path.read_text(encoding="utf-8")
    assert path.name == "minisearch.js" or len(shorten(script)) < 0.92 * len(script)
