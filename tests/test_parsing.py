"""YAML in any style gives the same values, and each place is that of its text."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from macros.loading.yaml import MAX_DEPTH, Collection, Place, parse, start_of
from macros.loading.yaml_errors import CONTROL
from tests.examples import tried

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
TEXTS = st.text(LETTERS.filter(lambda char: char not in "\u2028\u2029\ufeff"), max_size=20)
LINES = st.lists(TEXTS, max_size=3).map("\n".join)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | LINES
NAMES = TEXTS.filter(lambda name: name != "<<")
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=25,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "width": st.sampled_from([20, 80, 1000]),
        "indent": st.sampled_from([2, 4, 7]),
        "allow_unicode": st.booleans(),
        "explicit_start": st.booleans(),
    }
)


def as_texts(data: Any) -> Any:
    """Return data as they are read: each plain value as the text it is written as."""
    if isinstance(data, dict):
        return {name: as_texts(value) for name, value in data.items()}
    if isinstance(data, list):
        return [as_texts(value) for value in data]
    if data is None or isinstance(data, str):
        return data
    return yaml.safe_dump(data).removesuffix("\n...\n").removesuffix("\n").strip("'")


def places(value: Any, place: Place, is_named: bool = False) -> list[tuple[int, Any]]:
    """Return each place with what must stand there: a name, a plain value, or the start of more."""
    found = [] if is_named else [(start_of(place), value)]
    if isinstance(value, dict):
        assert isinstance(place, Collection)
        assert list(place.inner) == list(value)
        for name, inner in value.items():
            found.append((start_of(place.inner[name]), name))
            found += places(inner, place.inner[name], is_named=True)
    elif isinstance(value, list):
        assert isinstance(place, Collection)
        assert len(place.inner) == len(value)
        for item, where in zip(value, place.inner, strict=True):
            found += places(item, where)
    else:
        assert isinstance(place, int)
    return found


def assert_stands(text: str, start: int, value: Any) -> None:
    """Assert that a value begins at a place of a text."""
    rest = text[start:]
    if isinstance(value, list | dict):
        # An anchor or a tag before it, a bracket, a dash, or its first name.
        assert rest[:1] in "[{-?'\"!&|>" or isinstance(value, dict)
        if isinstance(value, dict) and rest[:1] not in "{?&!":
            assert_stands(text, start, next(iter(value)))
    elif value is None:
        assert re.match(r"null|~|[\s,\]}]|$|'|\"|!!null", rest)
    elif rest[:1] in "'\"|>!?&":
        assert next(iter(yaml.scan(rest.split("\n...")[0]))) is not None
    else:
        assert rest.startswith(value.split("\n")[0].split(" ")[0])


@given(DATA, STYLES)
def test_every_style_gives_the_same_values_as_texts(data, style):
    text = yaml.safe_dump(data, **style)
    # PyYAML folds a text with a space before its last line break so that it reads another one.
    assume(yaml.safe_load(text) == data)
    document = parse(text)
    assert document.problems == []
    # With a style for all, PyYAML writes a tag with what is no text, and quotes around it.
    want = as_texts(data)
    if style["default_style"]:
        assert shape(document.value) == shape(want)
    else:
        assert document.value == want


def shape(value: Any) -> Any:
    """Return a value without its plain values, which PyYAML may spell in several ways."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else None


@given(DATA, STYLES)
def test_every_place_is_that_of_its_text(data, style):
    text = yaml.safe_dump(data, **style)
    document = parse(text)
    for start, value in places(document.value, document.place):
        assert_stands(text, start, value)


@given(st.dictionaries(NAMES.filter(str.strip), st.lists(LINES), min_size=1), STYLES)
def test_texts_are_read_as_pyyaml_reads_them(data, style):
    text = yaml.safe_dump(data, **style)
    assert parse(text).value == yaml.load(text, Loader=yaml.CSafeLoader)


@given(st.text() | st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\n\t \\~<.=", max_size=40))
@tried(500, long=3000)
@example("\ud800")
@example("a: \x00")
@example("&a [*a]")
@example("&a {<<: *a}")
@example("<<: [a, b]")
@example("? &a [b]\n: *a")
@example("*a : b")
@example("%YAML 1.2\n---\n")
@example("%TAG ! tag:x,2026:\n--- !y z")
@example("...")
@example("---\n---")
@example("!<tag:yaml.org,2002:str> a")
def test_any_text_gives_values_or_problems(text):
    document = parse(text)
    assert document.problems or not document.broken
    for problem in document.problems:
        assert 0 <= problem.start <= len(text)
        assert problem.message
        ours = re.sub(r"'.*'", "", problem.message)  # Without what the author wrote.
        assert "<" not in ours or "<<" in ours or "tag" in ours
        assert not problem.message.endswith(".")


@given(DATA)
def test_what_pyyaml_reads_is_read(data):
    """Sharing what is alike writes anchors and aliases."""
    text = yaml.safe_dump([data, data, {"again": data}])
    document = parse(text)
    assert document.problems == []
    assert document.value == as_texts([data, data, {"again": data}])


@pytest.mark.parametrize(
    "text",
    ["no", "1.10", "007", "1e3", "0x10", "12:30", "2026-01-01", "yes", ".inf", "1_000", "=", "-1"],
)
def test_what_yaml_would_change_stays_as_it_was_written(text):
    assert parse(f"a: {text}").value == {"a": text}
    assert parse(f"- {text}").value == [text]
    assert parse(f"{text}: a").value == {text: "a"}


@pytest.mark.parametrize("text", ["null", "~", "Null", "NULL", ""])
def test_what_means_nothing_is_nothing_unless_quoted(text):
    assert parse(f"a: {text}").value == {"a": None}
    assert parse(f"a: '{text}'").value == {"a": text}
    assert parse(f"a: !!str {text}").value == {"a": text}


def test_what_is_merged_lies_where_it_was_written():
    text = "- &a {x: 1, y: 2}\n- <<: *a\n  y: 3\n- <<: [{x: 4}, *a]\n"
    document = parse(text)
    assert document.problems == []
    assert document.value == [{"x": "1", "y": "2"}, {"x": "1", "y": "3"}, {"x": "4", "y": "2"}]
    assert isinstance(document.place, Collection)
    _, second, third = document.place.inner
    assert [text[start : start + 4] for start in second.inner.values()] == ["x: 1", "y: 3"]
    assert [text[start : start + 4] for start in third.inner.values()] == ["x: 4", "y: 2"]


def test_of_a_name_written_twice_the_first_one_counts():
    document = parse("a: 1\na: {b: 2}\n")
    assert document.value == {"a": "1"}
    assert document.place.inner == {"a": 0}
    assert [problem.start for problem in document.problems] == [5]


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_depth_is_bounded(opened, closed):
    assert not parse(f"{opened * MAX_DEPTH}x{closed * MAX_DEPTH}").broken
    for depth in (MAX_DEPTH + 1, 200, 20_000):
        document = parse(f"{opened * depth}x{closed * depth}")
        assert document.broken
        assert "levels deep" in document.problems[0].message


def test_a_few_lines_that_stand_for_billions_are_not_filled_in():
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    document = parse("\n".join(lines))
    assert document.broken
    assert "100,000 values" in document.problems[0].message


@given(st.text(max_size=5), st.characters(), st.text(max_size=5))
def test_no_value_holds_a_control_character_unnoticed(before, char, after):
    document = parse(yaml.dump({"a": before + char + after}, allow_unicode=True))
    if not document.problems:
        assert not CONTROL.search(document.value["a"])


# What a person writes: a text that holds a `#`, in each of the places where YAML has texts.
HASHES = st.from_regex(
    r"[A-Za-z][A-Za-z0-9 .]{0,12}[A-Za-z0-9] #[A-Za-z0-9]{1,8}( [a-z]{1,5})?", fullmatch=True
)
FORMS = ["title: {}\n", "- {}\n", "- id: x\n  title: {}\n", "a:\n  - {}\n  - b\n", "a:\n  {}\n"]


@given(HASHES, st.sampled_from(FORMS))
@example("A  0 #0", "title: {}\n")
def test_a_text_that_is_cut_off_at_a_hash_gets_the_line_that_keeps_it(words, form):
    content = form.format(words)
    (problem,) = parse(content).problems
    assert content[problem.start] == "#"
    line = re.search(r"`(.*)`", problem.hint)[1]
    fixed = parse(content.replace(words, line[line.index('"') :]))
    assert fixed.problems == []
    assert words in str(fixed.value)
    assert words in str(parse(line).value)


@given(HASHES.map(lambda words: words.replace(" #", "  # ")), st.sampled_from(FORMS))
def test_a_comment_at_the_end_of_a_line_is_a_comment(words, form):
    problems = parse(form.format(words)).problems
    assert [problem for problem in problems if not problem.doubtful] == []


def test_what_aliases_bring_in_is_counted_by_its_letters():
    text = f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 60_000)}]\n"
    document = parse(text)
    assert document.broken
    assert "too much text, with its aliases" in document.problems[0].message


@pytest.mark.parametrize("name", ["title: ", "- id: ", "- title: ", "  purpose: "])
@pytest.mark.parametrize(
    "words", ["Keep: short", "&more", "&more of it", "@home", "%done", "? Why"]
)
def test_a_text_that_needs_quotes_gets_its_line_in_quotes(name, words):
    (problem,) = parse(f"{name}{words}\n").problems
    fixed = parse(re.search(r"`(.*)`", problem.hint)[1])
    assert fixed.problems == []
    assert list(fixed.value.values()) == [words]
