"""What page templates can call: declared once, documented, and by former names for one release."""

import inspect
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from macros import program
from macros.pages import _template_names as names
from macros.pages import reference
from macros.pages._renderer import TEMPLATES, PageRenderer, unused_templates

CURRENT = {"manual", *names.FUNCTIONS, *(group.name for group in names.GROUPS)}
GROUPS = {group.name: group for group in names.GROUPS}
OURS = sorted(path.name for path in TEMPLATES.glob("*.html"))


def parsed(name: str) -> nodes.Template:
    return Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))


@pytest.fixture
def render(sound, capsys):
    """Return a function that renders the page of a record of ours with a template of a user."""

    def render(template: str, page: str = "PRC-1") -> tuple[str, list[str]]:
        manual = sound()
        program.deprecate.cache_clear()
        overrides = Path("overrides")
        (overrides / "pages").mkdir(parents=True, exist_ok=True)
        (overrides / "pages" / "process.html").write_text(template, encoding="utf-8")
        capsys.readouterr()
        record = manual[page]
        html = PageRenderer(manual, overrides).record(record, None, None).html
        return html, capsys.readouterr().err.splitlines()

    return render


@pytest.mark.parametrize("name", OURS)
def test_our_templates_use_current_names_of_groups(name):
    for node in parsed(name).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in GROUPS:
            group = GROUPS[node.node.name]
            assert node.attr in group.functions, f"{group.name}.{node.attr}"


@pytest.mark.parametrize("name", OURS)
def test_our_templates_call_declared_functions_and_filters_only(name):
    template = parsed(name)
    own = {node.name for node in template.find_all(nodes.Macro)}
    own |= {node.target for node in template.find_all(nodes.Import)}
    for node in template.find_all(nodes.FromImport):
        own |= {one if isinstance(one, str) else one[1] for one in node.names}
    called = {
        node.node.name
        for node in template.find_all(nodes.Call)
        if isinstance(node.node, nodes.Name)
    }
    given = {"caller", "counts", "summary", "plural"}  # `changes.html` gets three from its page.
    assert called <= CURRENT | own | given
    filters = {node.name for node in template.find_all(nodes.Filter)}
    assert filters <= {*names.FILTERS, *Environment().filters}


def test_every_name_has_a_summary():
    functions = {**names.FUNCTIONS, **names.FILTERS, **names.TESTS}
    for group in names.GROUPS:
        functions |= {f"{group.name}.{name}": one for name, one in group.functions.items()}
    assert not [name for name, one in functions.items() if not inspect.getdoc(one)]


def test_every_name_is_on_the_page_of_the_reference(sound):
    pages = {page.address: page for page in reference.pages(PageRenderer(sound()))}
    html = pages["/reference/templates/"].html
    shown = [*names.FUNCTIONS, *names.FILTERS, *names.FORMER, *names.FORMER_GROUPS]
    for group in names.GROUPS:
        shown += [f"{group.name}.{name}" for name in (*group.functions, *group.former)]
    for kind, attributes in names.FORMER_ATTRIBUTES.items():
        shown += [f"{kind.__name__.lower()}.{name}" for name in attributes]
    assert not [name for name in shown if f"<code>{name}</code>" not in html]


def test_a_former_name_is_accepted_and_reported_once(render):
    html, notices = render('{{ naming(record, "activities", "process") | length }}' * 2)
    assert html == "11"
    assert notices == ["deprecated: the template name `naming` is now `referrers`"]


def test_a_former_group_and_a_former_function_of_it_are_accepted(render):
    html, notices = render("{{ holders.posts(manual) | length }}")
    assert html.isdecimal()
    assert notices == [
        "deprecated: the template name `holders` is now `appointments`",
        "deprecated: the template name `appointments.posts` is now `appointments.appointments`",
    ]


def test_former_attributes_of_the_manual_are_accepted_and_reported_once(render):
    html, notices = render("{{ manual.links_to(record) | length }}" * 2)
    assert int(html[: len(html) // 2]) > 0
    assert notices == ["deprecated: the template name `manual.links_to` is now `manual.backlinks`"]


@pytest.mark.parametrize("kind", names.FORMER_ATTRIBUTES, ids=lambda kind: kind.__name__)
def test_every_former_attribute_stands_for_a_current_one(kind):
    current = {*dir(kind), *getattr(kind, "__annotations__", {})}
    assert {*names.FORMER_ATTRIBUTES[kind].values()} <= current
    assert not {*names.FORMER_ATTRIBUTES[kind]} & current


@pytest.mark.parametrize("former", sorted({**names.FORMER, **names.FORMER_GROUPS}))
def test_every_former_name_stands_for_a_current_one(former, sound):
    current = {**names.FORMER, **names.FORMER_GROUPS}[former]
    assert current in CURRENT
    assert former not in CURRENT
    assert former in names.names_for(sound())


@pytest.mark.parametrize("group", names.GROUPS, ids=lambda group: group.name)
def test_former_functions_of_a_group_stand_for_current_ones(group):
    assert {*group.former.values()} <= {*group.functions}
    assert not {*group.former} & {*group.functions}


@pytest.mark.parametrize("group", names.GROUPS, ids=lambda group: group.name)
def test_templates_reach_each_function_of_a_group(group, sound):
    given = names.names_for(sound())[group.name]
    for name, function in group.functions.items():
        assert getattr(given, name) is function


def test_a_function_that_is_not_declared_cannot_be_called(render):
    with pytest.raises(Exception, match="has no attribute 'lru_cache'"):
        render("{{ coverage.lru_cache() }}")


def test_a_template_of_a_user_that_no_page_uses_is_found(render):
    render("")
    Path("overrides/pages/proces.html").write_text("", encoding="utf-8")
    [finding] = unused_templates("overrides")
    assert "process.html" in finding.hint
