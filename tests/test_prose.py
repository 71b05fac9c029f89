"""Mentions are found where they are links, and nowhere else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from macros.model._addresses import is_allowed
from macros.model._mentions import find_mentions, replace_mentions
from macros.model._prose_parser import find_links, prose_parser
from macros.pages._markup import inline, markdown, markdown_line

IDS = st.sampled_from(["POL-1", "a", "A.6.2.4", "iso-27001:A.5.1", "data-steward"])
WORDS = st.sampled_from(["the policy", "é", "said, so", "1.10", "see"])
MENTIONS = st.builds(lambda id: f"[[{id}]]", IDS) | st.builds(
    lambda id, words: f"[[{id}|{words}]]", IDS, WORDS
)
# Markdown of which it is known what is code and what is not.
SIGNS = st.sampled_from(["*em*", "[a](b)", "a | b", "]]", "\n\n", "~"])
PLAIN = st.lists(MENTIONS | WORDS | SIGNS, max_size=5)
CODE = st.one_of(
    st.builds(lambda inner: f"`{inner}`", MENTIONS),
    st.builds(lambda inner: f"``a ` {inner}``", MENTIONS),
    st.builds(lambda inner: f"\n\n```yaml\n{inner}\n` {inner}\n```\n\n", MENTIONS),
    st.builds(lambda inner: f"\n\n~~~~\n{inner}\n~~~\n{inner}\n~~~~\n\n", MENTIONS),
)


def targets(text: str) -> list[str]:
    return [mention.target for mention in find_mentions(text)]


@given(st.text(alphabet="[]|`~\n\\ aé1", max_size=60))
def test_replacing_each_mention_by_itself_changes_nothing(text):
    assert replace_mentions(text, lambda mention: mention.written) == text


@given(st.text(alphabet="[]|`~\n\\ aé1", max_size=60))
def test_what_is_found_is_what_is_replaced(text):
    replaced = []
    replace_mentions(text, lambda mention: replaced.append(mention) or "")
    assert replaced == list(find_mentions(text))
    assert all(mention.written in text for mention in replaced)


@given(st.lists(st.tuples(PLAIN, CODE), max_size=3), PLAIN)
def test_mentions_are_found_outside_of_code_and_never_inside(pairs, rest):
    plain = " ".join(part for parts, _ in pairs for part in parts)
    plain += " " + " ".join(rest)
    text = "".join(" ".join(parts) + f" {code} " for parts, code in pairs) + " ".join(rest)
    assert targets(text) == targets(plain)


@given(st.lists(MENTIONS, max_size=5))
def test_every_mention_is_found(written):
    assert [mention.written for mention in find_mentions(" and ".join(written))] == written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [[POL-1]].", [("POL-1", "")]),
        ("[[ POL-1 | the  policy ]]", [("POL-1", "the policy")]),
        ("[[iso-27001:A.5.1]]", [("iso-27001:A.5.1", "")]),
        ("| [[POL-1\\|the policy]] |", [("POL-1", "the policy")]),
        ("[[POL-1|the\npolicy]]", [("POL-1", "the policy")]),
        ("[[POL-1|the\n\npolicy]]", []),
        ("[[POL\n-1]]", []),
        ("[[]] [[ ]] [[|x]] [POL-1] [[POL-1]", []),
        ("a ` b [[POL-1]]\n\nc ` d", [("POL-1", "")]),
        ("a \\`[[POL-1]]\\`", [("POL-1", "")]),
        ("```\n[[POL-1]]", []),
        ("- a\n    - [[POL-1]]", [("POL-1", "")]),
        ("    - [[POL-1]]", []),
        ("Write:\n\n    See [[POL-1]].", []),
        ("Write:\n\n\tSee [[POL-1]].", []),
        (">     See [[POL-1]].", []),
        ("-     See [[POL-1]].", []),
        ("Goes on\n    here: [[POL-1]]", [("POL-1", "")]),
        ("- The ` key; see [[POL-1]].\n- The other ` key.", [("POL-1", "")]),
        ("| a ` | [[POL-1]] |\n|---|---|\n| ` | b |", [("POL-1", "")]),
        ("[see [[POL-1]]](/roles/)", [("POL-1", "")]),
        ("[see](/roles/[[POL-1]])", [("POL-1", "")]),
        ("\\[[POL-1]]", []),
        ("[[[POL-1]]]", [("POL-1", "")]),
    ],
)
def test_mention(text, found):
    assert [(mention.target, mention.words) for mention in find_mentions(text)] == found


def test_many_open_signs_do_not_take_long():
    for sign in ("[[", "`", "``a", "~~~\n", "[[a|", "`\n", "[[a|b\n"):
        assert len(targets(f"[[x]] {sign * 20_000}")) <= 20_000


@pytest.mark.parametrize("odd", ["`" * 200_000, "[[" * 100_000, "[[x|" * 50_000, "~~~\n" * 50_000])
def test_a_long_line_of_marks_is_read_at_once(odd):
    started = time.process_time()
    assert len(list(find_mentions(f"{odd} [[x]]"))) <= 1
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] task\n" * 2_000,
        "# Heading\n\n" * 2_000,
        " ".join("`" * length for length in range(1, 300)),
        "![" * 5_000,
        "[" * 10_000,
        "[a](" * 5_000,
        "*a_" * 5_000,
        "[[x]] ` " * 2_000,
    ],
    ids=["tasks", "headings", "backticks", "pictures", "brackets", "links", "stars", "mentions"],
)
def test_prose_takes_time_by_its_length(text):
    def taken(part: str) -> float:
        started = time.process_time()
        prose_parser().render(part, {"docId": "x", "place": "x", "ids": {}})
        list(find_mentions(part)), list(find_links(part))
        return time.process_time() - started

    quarter = max(min(taken(text[: len(text) // 4]) for _ in range(2)), 0.02)
    assert min(taken(text) for _ in range(2)) < 9 * quarter


def test_each_block_takes_the_direction_of_its_first_letter(sound):
    manual = sound()
    text = "שלום AI.\n\n## כותרת\n\n- פריט\n- item\n\n| ראש |\n|---|\n| תא |\n\nTerm\n:   هذا\n"
    tree = html.fromstring(f"<div>{markdown(text, manual)}</div>")
    blocks = [one for one in tree.iter("p", "h2", "li", "th", "td", "dt") if one.text]
    assert len(blocks) == 7
    assert {one.get("dir") for one in blocks} == {"auto"}
    assert inline("שלום AI", manual) == "<bdi>שלום AI</bdi>"
    assert markdown_line("שלום *AI*", manual) == "<bdi>שלום <em>AI</em></bdi>"
    assert inline("Words", manual) == "Words"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org", True),
        ("/roles/", True),
        ("mailto:a@b.org", True),
        ("tel:+491234", True),
        ("#text-a", True),
        ("JavaScript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("&#106;avascript:alert(1)", False),
        ("\u200bjavascript:alert(1)", False),
        ("search-ms:query=x", False),
        ("view-source:http://x/", False),
        ("//example.org/x", False),
        ("/\\example.org/x", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_has_one_of_the_allowed_schemes(address, allowed):
    assert is_allowed(address) == allowed
