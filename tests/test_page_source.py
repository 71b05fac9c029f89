"""A written page whose file cannot be read is reported, with its line and what to do."""

import jinja2
import pytest

from macros.loading import page_source
from macros.site import page_errors


def reported(source: str) -> list[str]:
    """Return where each finding is and what it says, without the name of the file."""
    return [
        f"{one.where.line}:{one.where.column} {one.message.removeprefix('a.md ')}"
        for one in page_source.find_unreadable(source, "docs/a.md")
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# Title\n\nText\n", []),
        ("---\ntitle: A\nprint: false\n---\n# A\n", []),
        ("---\r\ntitle: A\r\n---\r\n# A\r\n", []),
        ("---\ntitle: A\n...\n# A\n", []),
        ("---\n---\n# A\n", []),
        ("https://example.org is ours.\n", []),
        ("---\ntitle: Note: for editors\n---\n", ["2:12 has a second colon on one line"]),
        ("---\ntitle: A\n\tprint: false\n---\n", ["3:1 is indented with a tab"]),
        (
            "---\n- a\n- b\n---\n",
            ["2:1 has a list between the lines of ---; expected fields"],
        ),
        ("---\nwords\n---\n", ["2:1 has a text between the lines of ---; expected fields"]),
        ("---\ntitle: A\n\n# A\n", ["1:1 has no line of --- below its fields"]),
        ("---\ntitle: 'A\n---\n", ["2:8 has a quote that is not closed"]),
        ("---\nas_of: 2026-13-45\n---\n", ["2:8 has a value that cannot be read"]),
        (
            "\n---\ntitle: A\n---\n# A\n",
            ["1:1 has its fields below an empty line, so they are not read"],
        ),
        (
            "Note: this line would vanish.\n\n# A\n",
            ["1:1 begins with a line that MkDocs reads as a field and does not show"],
        ),
        (
            "# A\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n\n<<<<<<< HEAD\n",
            ["3:1 has an unresolved merge conflict"] * 1 + ["9:1 has an unresolved merge conflict"],
        ),
        ("# A\n\na\n=======\nb\n>>>>>>> x\n", ["4:1 has an unresolved merge conflict"]),
        (
            "# A\n\na\n||||||| base\nb\n=======\nc\n>>>>>>> x\n",
            ["4:1 has an unresolved merge conflict"],
        ),
        ("---\n<<<<<<< a\ntitle: A\n=======\n", ["2:1 has an unresolved merge conflict"]),
        ("A\n=======\n\nB\n=======\n\n>>>>>>>> eight\n", []),
        ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n", []),
        ("~~~~ text\n<<<<<<< HEAD\n~~~\n>>>>>>> x\n~~~~\n", []),
        ("|||||||\n|||||||\n", []),
    ],
)
def test_what_keeps_a_page_from_being_read(source, found):
    assert reported(source) == found


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("# Title {#custom-id}\n", "1:9", "{: #id }"),
        ("{# done #}\n\n## B {#b}\n", "3:6", "{: #id }"),
        ("# A\n\n{% if %}\n", "3:1", "{% raw %}"),
        ("# A\n\n{{ link( }}\n", "3:1", "{% raw %}"),
        ("# A\n\n100 {% of it\n", "3:1", "{% raw %}"),
        ("# A\n\n{{ lnk('x') }}\n", "3:1", "Did you mean 'link'?"),
    ],
)
def test_a_mistake_in_jinja_has_its_place_and_a_fix(source, place, words, tmp_path):
    file = tmp_path / "a.md"
    file.write_text(f"---\ntitle: A\n---\n{source}", encoding="utf-8")
    env = jinja2.Environment(undefined=jinja2.StrictUndefined)
    with pytest.raises(Exception) as error:
        env.from_string(source).render()
    found = page_errors.explain_error(error.value, source, file)
    line, _, column = place.partition(":")
    assert (found.where.line, found.where.column) == (int(line) + 3, int(column))
    assert words in found.hint
