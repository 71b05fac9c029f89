"""What holds for every module. The layers are a contract in pyproject.toml."""

import ast
from pathlib import Path

import macros

ROOT = Path(macros.__file__).parent
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
}
ADAPTER = {"__init__.py", "site/frame.py", "site/plugin.py", "site/serving.py"}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def imports(tree: ast.Module) -> set[str]:
    """Return the modules that a file imports by their full names."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module)
    return found


def test_only_the_adapter_imports_mkdocs():
    hosts = {
        path
        for path, tree in TREES.items()
        if any(name.startswith(("mkdocs", "material")) for name in imports(tree))
    }
    assert hosts <= ADAPTER


def test_no_module_imports_the_package_by_its_name():
    named = [path for path, tree in TREES.items() if "macros" in imports(tree)]
    assert not named, "use relative imports: the package is called aims_manual once installed"


def test_modules_and_functions_are_short():
    long = [
        path
        for path in TREES
        if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE
    ]
    long += [
        f"{path}: {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_no_two_public_classes_have_one_name():
    defined: dict[str, list[str]] = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                defined.setdefault(node.name, []).append(path)
    assert not {name: paths for name, paths in defined.items() if len(paths) > 1}


def test_only_the_entry_points_and_small_modules_stand_beside_the_packages():
    assert {path for path in TREES if "/" not in path} == {
        "__init__.py",
        "__main__.py",
        "diagnostics.py",
        "plugins.py",
        "program.py",
        "text.py",
    }
