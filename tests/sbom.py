"""Write a bill of materials: `python -m tests.sbom dist/aims-manual.cdx.json`.

It is CycloneDX 1.6 as JSON: every package of requirements.txt with the checksums of its files, and
every file in the repository that others made. The same sources give the same bytes.
"""

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
FOLDERS = ("docs/assets", "overrides", "macros")
"""What is shipped with a manual or in a site."""
OWN = "The AIMS manual maintainers"
_LICENCE = re.compile(r"^  (\S+) \| (.+?) \| (.+)$", re.MULTILINE)
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?P<rest>[^\n]*\n(?:[ ]+[^\n]*\n?)*)",
    re.MULTILINE,
)


class Licence(NamedTuple):
    """A line of NOTICE: which files, under which licence, and whose they are."""

    pattern: str
    terms: str
    holder: str


def licences() -> list[Licence]:
    """Return what NOTICE says of files and of what packages bring."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    return [Licence(*match) for match in _LICENCE.findall(notice)]


def shipped() -> Iterator[str]:
    """Yield the path of every file that is shipped, from the root of the repository."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def licence_of(path: str) -> Licence | None:
    """Return what NOTICE says of a file."""
    return next((one for one in licences() if fnmatch(path, one.pattern)), None)


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = [*_PIN.finditer((ROOT / "requirements.txt").read_text(encoding="utf-8"))]
    own = _purl(project["name"], project["version"])
    packages = [_package(pin) for pin in pins]
    files = [
        _file(path, found)
        for path in shipped()
        if (found := licence_of(path)) and found.holder != OWN
    ]
    content: dict[str, Any] = {
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            }
        },
        "components": packages + files,
        "dependencies": _dependencies(own, project["name"], pins),
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        **content,
    }


def _purl(name: str, version: str) -> str:
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"


def _package(pin: re.Match[str]) -> dict[str, Any]:
    name, version = pin["name"], pin["version"]
    sums = re.findall(r"--hash=sha256:([0-9a-f]{64})", pin["rest"])
    terms = _terms(name, version)
    return {
        "type": "library",
        "bom-ref": _purl(name, version),
        "name": name,
        "version": version,
        **({"licenses": terms} if terms else {}),
        "purl": _purl(name, version),
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{name}/{version}/",
                "comment": "One of these files is installed; which one depends on the system.",
                "hashes": [{"alg": "SHA-256", "content": one} for one in sums],
            }
        ],
    }


def _terms(name: str, version: str) -> list[dict[str, Any]]:
    """Return the licence of a package as it states it, if it is installed."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    if told["Version"] != version:
        return []
    if expression := told["License-Expression"]:
        return [{"expression": expression}]
    names = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if "License ::" in one
    ]
    stated = (told["License"] or "").strip()
    names = names or ([stated] if stated and "\n" not in stated else [])
    return [{"license": {"name": one}} for one in sorted(set(names))]


def _file(path: str, found: Licence) -> dict[str, Any]:
    content = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"file:{path}",
        "name": path,
        "hashes": [{"alg": "SHA-256", "content": content}],
        "licenses": [{"expression": found.terms}],
    }


def _dependencies(own: str, name: str, pins: list[re.Match[str]]) -> list[dict[str, Any]]:
    """Return which package needs which, as the notes of requirements.txt say."""
    known = {pin["name"]: _purl(pin["name"], pin["version"]) for pin in pins} | {name: own}
    needs: dict[str, set[str]] = {ref: set() for ref in known.values()}
    for pin in pins:
        notes = re.findall(r"^ +# +(?:via +)?([A-Za-z0-9._-]+)", pin["rest"], re.MULTILINE)
        for one in notes:
            if one in known:
                needs[known[one]].add(known[pin["name"]])
    return [{"ref": ref, "dependsOn": sorted(those)} for ref, those in sorted(needs.items())]


def main(out: str) -> int:
    """Write the bill of materials into a file."""
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(json.dumps(bill(), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
