"""No module outside the model lists kinds and fields by name: the meaning is on the field."""

import ast
from functools import cache
from pathlib import Path

import macros
from macros.model import Part, kinds

ROOT = Path(macros.__file__).parent
REASONS = {
    "editions/comparison/_impact.py": "topics are words of their own, some like names of fields",
    "loading/acknowledgement_headings.py": "the columns of files that come from outside",
    "loading/acknowledgement_texts.py": "the lines of texts that come from outside",
    "loading/settings.py": "topics and settings are words of their own",
    "loading/validation_messages.py": "what people write for a field, whatever its kind",
    "manual/redaction/__init__.py": "who sees what is decided in one place, for all editions",
    "pages/_classes.py": "the ids of sections are a contract of templates and the PDF",
    "pages/_template_names.py": "the public names of templates",
    "pdf/cover.py": "topics are words of their own",
    "pdf/selection.py": "what the book leaves out depends on what else it prints",
    "pictures/of_record/neighbourhood.py": "the order of the groups in one picture; others follow",
    "tables/_fields.py": "fields that every record has, and that pages show elsewhere",
    "tables/_open_points.py": "the tables that a number opens, with the statuses in them",
}
"""The modules that still have such a table, and why."""
FEWEST = 3


def parts(part=Part):
    for one in part.__subclasses__():
        yield one
        yield from parts(one)


def names_in(value, known):
    found = {one.value for one in ast.walk(value) if isinstance(one, ast.Constant)}
    found |= {one.id for one in ast.walk(value) if isinstance(one, ast.Name)}
    return {name for name in found if isinstance(name, str) and name in known}


@cache
def tables():
    """Return (module, line) of each constant of a module that names several kinds or fields."""
    found = []
    fields = {info.alias or name for part in parts() for name, info in part.model_fields.items()}
    known = fields | {*kinds()} | {kind.__name__ for kind in kinds().values()}
    for path in sorted(ROOT.rglob("*.py")):
        module = path.relative_to(ROOT).as_posix()
        if module.startswith("model/"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if value is not None and len(names_in(value, known)) >= FEWEST:
                found.append((module, node.lineno))
    return found


def test_kinds_and_fields_are_not_listed_by_name_outside_the_model():
    found = dict(tables())
    new = [f"macros/{module}:{line}" for module, line in found.items() if module not in REASONS]
    assert not new, "give the fields a marker of macros/model/_markers.py, or say why not"


def test_every_reason_is_of_a_module_that_has_such_a_table():
    assert {*REASONS} <= {module for module, _ in tables()}
