"""The shape of the house: who may know of whom."""

import ast
from functools import cache
from pathlib import Path

import macros
from tests.cases import for_each

ROOT = Path(macros.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
# A module may import from the lines above its own.
FLOORS = [
    {
        "_discovery",
        "addresses",
        "archive",
        "circles",
        "findings",
        "folding",
        "headings",
        "lookalikes",
        "languages",
        "outline",
        "program",
        "request_faults",
        "sequences",
        "syntax",
        "wording",
    },
    {"comments", "git", "reading"},
    {"prose_parser", "publishing"},
    {"insertions", "prose"},
    {"macro_output"},
    {
        "conflicts",
        "model",
        "parsing",
        "files",
        "receipt_heads",
        "receipt_times",
        "receipt_workbooks",
        "reports",
        "branding",
        "stylesheets",
    },
    {"normal_form", "samples"},
    {
        "field_types",
        "fingerprint",
        "front_matter",
        "messages",
        "oscal_values",
        "page_source",
        "project",
        "receipt_files",
        "redaction",
        "settings",
        "sources",
    },
    {"names", "oscal", "order", "reading_time", "standing", "table"},
    {"loading"},
    {"manual"},
    {
        "audiences",
        "deadlines",
        "facts",
        "holders",
        "markup",
        "receipts",
        "responsibilities",
        "review_inputs",
        "snapshots",
        "standards",
    },
    {
        "comparison",
        "competences",
        "coverage",
        "earlier",
        "matrix",
        "readers",
        "table_html",
        "training",
        "workbook",
    },
    {"agenda", "change_html", "changes", "comparands", "integration"},
    {"document_control", "suspects"},
    {
        "answers",
        "calendars",
        "checks",
        "listings",
        "needs",
        "onboarding",
        "pictures",
        "pdf",
    },
    {"health", "portraits"},
    {"clause_notes", "disclosure", "glance", "health_trend", "tables"},
    {"exports", "pages"},
    {"audit_pack", "chapters", "functions"},
    {"page_faults", "reference", "search"},
    {"outputs", "written_pages"},
    {"edition"},
    {"frame"},
    {"site"},
    {"serving"},
    {"commands"},
    {"__main__", "__init__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """Return the modules a file imports: ours by their first name, others in full."""
    package = path.relative_to(ROOT).parent.parts
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - (node.level - 1)]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {(*base, *name.split("."))[0] for name in names}
    return found


each = for_each("path", MODULES, lambda path: str(path.relative_to(ROOT)))


@each
def test_imports_go_down_only(path):
    assert name_of(path) in FLOOR, "give the module a floor in this file"
    floor = FLOOR[name_of(path)]
    same = {name_of(path)}
    assert not {name for name in imports(path) - same if FLOOR.get(name, -1) >= floor}


@each
def test_only_the_site_knows_mkdocs(path):
    if path.relative_to(ROOT).as_posix() not in (
        "site.py",
        "serving.py",
        "frame.py",
        "__init__.py",
    ):
        assert not [name for name in imports(path) if name.startswith(("mkdocs", "material"))]


@each
def test_the_package_never_says_its_own_name(path):
    assert "macros" not in imports(path), "it is called aims_manual once installed"


@each
def test_a_module_fits_in_the_head(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name
