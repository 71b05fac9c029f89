"""What a macro returns is safe wherever it is in a written page, and is put in as it should be."""

import json
import re
from functools import partial
from pathlib import Path

import jinja2
import markdown
import pytest
import yaml
from lxml import html

from macros.manual import Manual
from macros.model._addresses import SCHEMES
from macros.pages import _macros
from macros.plugins import public_functions
from macros.site.macro_output import wrap_macro
from macros.site.written_pages import WrittenPage
from tests.hostile import PAYLOADS

ROOT = Path(__file__).parents[1]
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("markdown_extensions:")[2]
EXTENSIONS = [
    name if isinstance(name, str) else next(iter(name))
    for name in yaml.safe_load(CONFIG.partition("extra:")[0])
]
PHRASES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "code", "em", "strong", "a", "span"}
BLOCKS = {"p", "ul", "ol", "div", "table", "figure", "pre", "blockquote", "section", "h2", "dl"}
CALLS = (
    'field("P", "title")',
    'field("P", "purpose")',
    'field("P", "statements")',
    'field("P", "text")',
    'field("P", "audience")',
    'rule("P", 1)',
    'link("P")',
    'link("P", field("P", "title"))',
    'links("policies")',
    'register("policies")',
    'table("policy_register")',
    'field("P", "title")|upper',
    'field("P", "purpose")[3:30]',
    '"see " ~ field("P", "purpose") ~ link("P")',
    '[field("P", "title"), field("P", "purpose")]|join(" and ")',
    'field("P", "title")|e',
    'field("P", "purpose")|striptags',
    'field("P", "purpose")|replace("a", "b")|truncate(40)',
)
PLACES = """\
# Heading {0}

## {0}

{0}

Before {0} behind, **in bold {0}** and *slanted {0}* and `code {0}` and [link {0}](/x "title {0}").

- An item: {0}
- {0}

    {0}

1. First
    1. {0}

| head {0} | two |
|---|---|
| {0} | b {0} |

!!! note "Title {0}"
    {0}

    - {0}

??? tip "{0}"
    In it {0}.

> Quoted {0}

Term {0}
:   {0}

```yaml
a: {0}
```

    in code {0}

<div class="x">
{0}
</div>

<div markdown title="{0}" data-x='{0}' class={0}>
Inside {0}.
</div>

<b title={0}>x</b> <a href="{0}">x</a> <img src='{0}' alt="{0}"> <span {0}>x</span>

![{0}](/assets/x.png "{0}") [x]({0}) <!-- {0} --> text[^1] {{: title="{0}" }}

[^1]: A note {0}

=== "Tab {0}"
    {0}

<script>var x = "{0}";</script>

- [ ] {0}
"""


_HARMLESS: dict[str, html.HtmlElement] = {}
"""The page of each call, where the data mean no harm."""


def page(manual: Manual, source: str) -> str:
    """Return the HTML of a written page, as the site makes it."""
    written = WrittenPage(manual, source, "docs/x.md")
    env = jinja2.Environment(undefined=jinja2.StrictUndefined)
    env.globals |= {n: wrap_macro(partial(f, manual)) for n, f in public_functions(_macros).items()}
    text = written.markdown(env.from_string(source).render())
    return written.html(markdown.markdown(text, extensions=EXTENSIONS))


@pytest.fixture
def manual(tmp_path):
    """Return a function that gives a manual in which a policy holds a text in all its fields."""

    def made(text: str) -> Manual:
        records = {
            "policies": {
                "id": "P",
                "title": text,
                "version": "1.0",
                "purpose": text,
                "statements": [text, text],
                "owner": "r",
                "audience": ["r", "s"],
                "text": text,
            },
            "roles": [{"id": "r", "title": text}, {"id": "s", "title": "AIMS & manager"}],
        }
        for name, content in records.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        return Manual.load(tmp_path)

    return made


def harm(tree: html.HtmlElement) -> list[str]:
    """Return what on a page could run a script or load something, and what cannot stand there."""
    found = []
    for element in tree.iter("*"):
        for name, value in element.attrib.items():
            scheme = re.match(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
            leads = name in ("href", "src", "action", "data", "formaction")
            runs = name.startswith("on") or name in ("style", "srcdoc", "autofocus")
            if runs or (leads and scheme and scheme[1].lower() not in SCHEMES):
                found.append(f"<{element.tag} {name}={value!r}>")
            elif leads and element.tag != "a" and (scheme or re.match(r"[/\\]{2}", value)):
                found.append(f"<{element.tag} {name}={value!r}> loads it")
        if element.tag in BLOCKS and not PHRASES.isdisjoint(
            one.tag for one in element.iterancestors()
        ):
            found.append(f"<{element.tag}> in a line")
        if element.tag == "a" and any(one.tag == "a" for one in element.iterancestors()):
            found.append("a link in a link")
    return found


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_text_from_the_data_does_no_harm_wherever_a_macro_is(number, manual):
    # Each text meets two of the calls.
    calls = [CALLS[(number * 2 + n) % len(CALLS)] for n in range(2)]
    for call in calls:
        source = PLACES.format("{{ " + call + " }}")
        shown = page(manual(PAYLOADS[number]), source)
        tree = html.document_fromstring(shown)
        if call not in _HARMLESS:
            _HARMLESS[call] = html.document_fromstring(page(manual("Words"), source))
        assert harm(tree) == [], call
        assert not re.search(r"aims[0-9a-f]{16}x\d+z", shown), call
        for tag in ("script", "iframe", "svg", "math", "form", "style", "object", "base", "meta"):
            before = len(_HARMLESS[call].findall(f".//{tag}"))
            assert len(tree.findall(f".//{tag}")) == before, (call, tag)


def test_a_block_closes_its_paragraph(manual):
    shown = page(
        manual("*Words*"), 'A **b {{ register("roles") }} c** d, {{ field("P", "purpose") }}'
    )
    assert re.search(r"<p>A <strong>b </strong></p>\s*<figure", shown)
    assert "</figure>\n<p><strong> c</strong> d, <em>Words</em></p>" in shown


def test_a_macro_that_says_nothing_leaves_nothing(manual):
    shown = page(manual("Words"), 'A\n\n{{ picture("process_map") }}\n\nB')
    assert shown == "<p>A</p>\n<p>B</p>"


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ('{% if field("P", "version") == "1.0" %}equal{% endif %}', "equal"),
        ('{% if field("s", "title") == "AIMS & manager" %}equal{% endif %}', "equal"),
        ('{% if field("s", "title") == "AIMS" %}{% else %}other{% endif %}', "other"),
        ('{{ {"1.0": "found"}[field("P", "version")] }}', "found"),
        ('{% if count("roles") > 1 %}several{% endif %}', "several"),
        (
            '{% set x %}{{ link("s") }}{% endset %}{{ x }}',
            '<a href="/roles/s/">AIMS &amp; manager</a>',
        ),
        ('{{ link("s") ~ "," }}', '<a href="/roles/s/">AIMS &amp; manager</a>,'),
        ('{{ "<" + link("s", "x") }}', '&lt;<a href="/roles/s/">x</a>'),
        ('{{ link("s", field("P", "version")) }}', '<a href="/roles/s/">1.0</a>'),
        (
            '{{ link("s", "v" ~ field("s", "title")) }}',
            '<a href="/roles/s/">vAIMS &amp; manager</a>',
        ),
        ("`{{ link('s') }}`", '<code><a href="/roles/s/">AIMS &amp; manager</a></code>'),
        ('[a {{ link("s") }}](/b/)', '<a href="/b/">a AIMS &amp; manager</a>'),
        ('[a](/v/{{ field("P", "version") }}/)', '<a href="/v/1.0/">a</a>'),
        ("[[s]], `[[s]]`", '<a href="/roles/s/">AIMS &amp; manager</a>, <code>[[s]]</code>'),
        (
            '[a [[s]]](/b/ "[[s]]")',
            '<a href="/b/" title="AIMS &amp; manager">a AIMS &amp; manager</a>',
        ),
        ("| a |\n|---|\n| [[s\\|x]] |", '<td><a href="/roles/s/">x</a></td>'),
        ("    [[s]]", "<pre><code>[[s]]"),
        ('{{ field("P", "title") }}', "Words [[s]] (draft)"),
    ],
)
def test_what_a_page_says_is_shown(call, shown, manual):
    assert shown in page(manual("Words [[s]] (draft)"), call)


def test_a_sentence_in_a_rule_runs_nothing_on_the_page_for_newcomers(manual):
    guide = '[g](https://a.example/g "![onfocus=alert(1) autofocus x=](z)")'
    source = (ROOT / "docs/start/new-here.md").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if 'rule("' in line]
    text = re.sub(r'rule\("[^"]*", \d+\)', 'rule("P", 1)', "\n".join(lines))
    tree = html.document_fromstring(page(manual(guide), text))
    links = tree.xpath("//a[@href='https://a.example/g']")
    assert len(links) == len(lines)
    assert {one.get("title") for one in links} == {"![onfocus=alert(1) autofocus x=](z)"}
    assert harm(tree) == []
