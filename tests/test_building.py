"""Building through the doors people use: `mkdocs build` and `serve`, `python -m macros build`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.forked import run
from tests.smallest import CONFIG

ROOT = Path(__file__).parents[1]


def contents(folder):
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_smallest_manual_builds(project):
    done = run(project, "macros", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    home = (project / "site/index.html").read_text(encoding="utf-8")
    assert '<a href="./roles/boss/">The boss</a>' in home


@pytest.mark.parametrize("frame", ["ours", "the theme's own"])
def test_what_the_frame_shows_of_the_data_is_text(project, frame):
    hostile = "</title><script>alert(1)</script>&lt;/title>&lt;script>alert(2)&lt;/script>"
    hidden = f"id: us\ntitle: '{hostile}'\ndocument_id: '{hostile}'\nclassification: '{hostile}'\n"
    own = f"{hidden}manual_title: '{hostile}'\nedition: 1\nissued: 2026-01-31\nowner: boss\n"
    (project / "data/organisation.yaml").write_text(own, encoding="utf-8")
    role = f"{hostile} {{{{ 7 * 7 }}}} [x](javascript:alert(3)) ![](//a.b/c)"
    (project / "data/roles.yaml").write_text(f"- {{id: boss, title: '{role}'}}\n", "utf-8")
    page = '# Manual\n\n[[boss]] and {{ link("boss") }} of {{ organisation("title") }}\n'
    (project / "docs/index.md").write_text(page, "utf-8")
    if frame == "ours":
        shutil.copytree(ROOT / "overrides", project / "overrides")
        config = CONFIG.replace("font: false}", "font: false, custom_dir: overrides}")
        (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = run(project, "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    for path in (project / "site").rglob("*.html"):
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"<script>alert\(\d\)", said), path
        assert 'href="javascript:' not in said, path
        assert 'src="//' not in said, path
    assert "{{ 7 * 7 }} [x]" in (project / "site/roles/boss/index.html").read_text("utf-8")
    home = html.fromstring((project / "site/index.html").read_text("utf-8"))
    assert home.text_content().count("{{ 7 * 7 }} [x](javascript:alert(3))") >= 2


def test_every_command_takes_the_data_folder_from_mkdocs_yml(project):
    (project / "data").rename(project / "facts")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra: {data_dir: facts}\nsite_url: !ENV [SITE_URL, '']\n")
    (project / "facts/roles.yaml").write_text("- {id: boss}\n", encoding="utf-8")
    done = run(project, "macros", "check")
    assert "facts/roles.yaml:1:3: error: boss: title" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (b"site_name: Manual\nnav: [index.md\nplugins: []\n", "mkdocs.yml:2:6: error: has a ["),
        (b"site_name: Manual\n\tnav: []\n", "mkdocs.yml:2:1: error: is indented with a tab"),
        (b"site_name: \xff\n", "mkdocs.yml:1:1: error: is not UTF-8"),
    ],
)
@pytest.mark.parametrize("command", [("build",), ("check",), ("publish", "--to", "editions")])
def test_settings_that_cannot_be_read_are_told_in_plain_words(command, settings, said, project):
    (project / "mkdocs.yml").write_bytes(settings)
    done = run(project, "macros", *command)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["docs", "data", ".", "data/roles.yaml", "own"])
def test_a_site_takes_the_place_of_nothing_but_a_site(place, project):
    (project / "own").mkdir()
    (project / "own/letter.txt").write_text("mine", encoding="utf-8")
    before = contents(project)
    done = run(project, "macros", "build", "--without-pdf", "--site", place)
    assert done.returncode == 1
    assert "was not created by a build" in done.stderr and "Traceback" not in done.stderr
    assert contents(project) == before


def test_an_edition_that_nobody_knows_is_told(project, monkeypatch):
    monkeypatch.setenv("AIMS_AUDIENCE", "Auditor")
    done = run(project, "macros", "check")
    assert done.returncode == 1
    assert "AIMS_AUDIENCE is 'Auditor'" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("{{ tabel('health') }}", "docs/index.md:7:1: error: unknown macro 'tabel'\n"),
        ("{{ table('helth') }}", "docs/index.md:7:1: error: unknown table 'helth'\n"),
        ("{% if %}", "docs/index.md:7:1: error: the macro syntax of this page is wrong: "),
        ("{{ link('nobody') }}", "docs/index.md:7:1: error: "),
    ],
)
def test_a_mistake_on_a_written_page_is_told_with_its_line(call, said, project):
    page = f"---\ntitle: Manual\n---\n# Manual\n\nText.\n{call}\n"
    (project / "docs/index.md").write_text(page, encoding="utf-8")
    config = CONFIG.replace("module_name: macros", "module_name: macros, on_undefined: strict")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr, done.stderr
    if "nobody" not in call and "%" not in call:
        assert "Did you mean" in done.stderr


def test_a_list_nested_too_deep_for_markdown_is_reported_with_its_line(project):
    lines = "".join(f"{'    ' * depth}- level {depth}\n" for depth in range(500))
    (project / "docs/index.md").write_text(f"# Manual\n\n{lines}", encoding="utf-8")
    done = run(project, "mkdocs", "build", "--strict")
    said = "docs/index.md:502:1997: error: a list, quotation or admonition is nested too deep"
    assert done.returncode == 1 and said in done.stderr
    assert "Traceback" not in done.stderr


NEEDS = {
    # No engine is found where neither the path nor Python's folder holds one.
    "Graphviz is not installed (the package graphviz-pure)": (
        "import shutil\nshutil.which = lambda *_, **__: None\n",
        "processes",
        "- {id: a, title: A, phase: operate, owner: boss, outputs: [{what: It, to: b}]}\n"
        "- {id: b, title: B, phase: operate, owner: boss, inputs: [{what: It, from: a}]}\n",
    ),
    "Vega is not installed (the package vl-convert-python)": (
        "import sys\nsys.modules['vl_convert'] = None\n",
        "metrics",
        "- {id: m, title: M, every: yearly, better: lower, target: 1, owner: boss,"
        " measurements: [{on: 2026-01-01, value: 2}]}\n",
    ),
}


@pytest.mark.parametrize("said", NEEDS)
def test_a_missing_engine_stops_the_build_with_a_clean_message(said, project):
    without, kind, records = NEEDS[said]
    (project / "sitecustomize.py").write_text(without, encoding="utf-8")
    (project / f"data/{kind}.yaml").write_text(records, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{said}: run `pip install -r requirements.txt`" in done.stderr


@pytest.mark.parametrize(
    ("template", "code", "said"),
    [
        ("role.html", "{% if %}", "/roles/boss/: the template failed: Expected"),
        ("role.html", "{{ all('nosuch') }}", "/roles/boss/: the template failed: Key"),
        (
            "onboarding.html",
            "{{ nosuch }}",
            "onboarding/boss.js: the template failed: 'nosuch' is undefined",
        ),
    ],
)
def test_a_template_that_cannot_be_used_stops_the_build(template, code, said, project):
    own = project / "overrides/pages" / template
    own.parent.mkdir(parents=True)
    own.write_text(code, encoding="utf-8")
    config = CONFIG.replace("font: false}", "font: false, custom_dir: overrides}")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = run(project, "mkdocs", "build")
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_mistake_stops_the_build_with_a_clean_message_and_the_last_site_stays(project):
    assert run(project, "macros", "build").returncode == 0
    before = contents(project / "site")
    (project / "data/roles.yaml").write_text("- {id: boss, tile: The boss}\n")
    for command in (["macros", "build"], ["mkdocs", "build"]):
        done = run(project, *command)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert "data/roles.yaml:1:14: error: boss: unknown field `tile` of a role" in said
        assert "Did you mean `title`?" in said
        assert "Traceback" not in said
        assert contents(project / "site") == before
    assert [path.name for path in project.glob(".site-*")] == []


def test_what_only_is_to_be_known_of_does_not_hide_a_mistake(project):
    (project / "data/risks.yaml").write_text("", encoding="utf-8")
    (project / "data/roles.yaml").write_text("- {id: boss, tile: Boss}\n", encoding="utf-8")
    done = run(project, "mkdocs", "build")
    assert done.returncode == 1
    assert "data/roles.yaml:1:14: error" in done.stderr
    assert ": notice: " not in done.stderr
    assert "2 errors; `python -m macros check` lists 2 more" in done.stderr, done.stderr
    assert "risks.yaml has no records" in run(project, "macros", "check").stdout


@pytest.mark.slow
def test_a_mistake_in_a_page_keeps_the_last_site(project):
    assert run(project, "macros", "build", "--without-pdf").returncode == 0
    before = contents(project / "site")
    page = project / "docs/index.md"
    for text, said in (
        ("So [[bos]] answers.", "index.md:3:4: warning: [[bos]] is not the id of a record"),
        ("[[bos]] answers.", "Did you mean 'boss'?"),
        ('{{ link("bos") }}', "Did you mean 'boss'?"),
        ('{{ table("no_such") }}', "unknown table 'no_such'"),
        ('<a href="/nowhere/">x</a>', "links to /nowhere/, which does not exist"),
    ):
        page.write_text(f"# Manual\n\n{text}\n", encoding="utf-8")
        done = run(project, "macros", "build", "--without-pdf")
        assert done.returncode == 1, text
        assert said in done.stdout + done.stderr
        assert contents(project / "site") == before


def framed(project):
    """Give a project templates of its own; return their folder."""
    config = CONFIG.replace("font: false}", "font: false, custom_dir: overrides}")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    (project / "overrides/pages").mkdir(parents=True)
    return project / "overrides"


@pytest.mark.parametrize(
    "name", ["main.html", pytest.param("partials/footer.html", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{% blok x %}", "Encountered unknown tag 'blok'"),
        ("{{ nothing.at_all }}", "'nothing' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_mistake_in_the_frame_of_the_pages_is_told_with_its_line(project, name, wrong, said):
    file = framed(project) / name
    file.parent.mkdir(exist_ok=True)
    first = '{% extends "base.html" %}' if name == "main.html" else "<footer></footer>"
    body = f"{{% block footer %}}\n{wrong}\n{{% endblock %}}"
    file.write_text(f"{first}\n{body}\n", encoding="utf-8")
    done = run(project, "macros", "build", "--without-pdf")
    assert done.returncode == 1
    assert f"overrides/{name}:3:1: error: the template of the theme failed: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_template_in_another_encoding_is_told_by_its_name(project):
    file = framed(project) / "main.html"
    file.write_bytes('{% extends "base.html" %}\n{# \xe4 #}'.encode("latin-1"))
    done = run(project, "macros", "build", "--without-pdf")
    assert done.returncode == 1
    assert "overrides/main.html:1:1: error: the template of the theme failed" in done.stderr
    assert "Traceback" not in done.stderr


def test_html_among_the_pages_is_no_template(project):
    (project / "docs/about.html").write_text("{% blok %}", encoding="utf-8")
    done = run(project, "macros", "build", "--without-pdf")
    assert done.returncode == 0, done.stderr
    assert (project / "site/about.html").read_text("utf-8") == "{% blok %}"


def test_only_what_is_a_link_is_told_as_one(project):
    (project / "docs/index.md").write_bytes(
        b"---\r\ntitle: '[[bos]]'\r\n---\r\n# Manual\r\n\r\n`[[bos]]` {# [[bos]] #}\r\n\r\n"
        b"```\r\n[[bos]]\r\n```\r\n\r\nSo [[bos]] and [[bos|the\r\nboss]].\r\n"
    )
    done = run(project, "macros", "build", "--without-pdf")
    assert done.returncode == 1
    assert re.findall(r"index.md:(\d+:\d+): warning: ", done.stderr) == ["12:4", "12:16"]


def test_a_template_that_no_page_is_made_by_is_told(project):
    own = framed(project) / "pages"
    (own / "rolle.html").write_text("x", encoding="utf-8")
    (own / "role.html").write_text("{% include 'mine.html' %}", encoding="utf-8")
    (own / "mine.html").write_text("<p>Mine</p>", encoding="utf-8")
    (own / "parts").mkdir()
    (own / "parts/any.html").write_text("<p>One of several</p>", encoding="utf-8")
    (own / "role.index.html").write_text("<p>Ours</p>", encoding="utf-8")
    done = run(project, "macros", "build", "--without-pdf")
    assert done.returncode == 0, done.stderr
    told = "overrides/pages/rolle.html:1:1: warning: no page uses this template"
    assert told in done.stderr
    assert "Did you mean 'role.html'?" in done.stderr
    assert done.stderr.count("no page uses this") == 1


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(project):
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    for name in ("one", "two"):
        subprocess.run(
            [sys.executable, "-m", "macros", "build", "--site", name],
            cwd=project,
            env={**environment, "PYTHONHASHSEED": {"one": "1", "two": "2"}[name]},
            check=True,
            capture_output=True,
        )
    assert contents(project / "one") == contents(project / "two")
