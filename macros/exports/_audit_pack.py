"""The audit pack: the PDF, Statement of Applicability, registers, evidence and findings."""

import hashlib
from collections.abc import Iterator, Mapping

from .. import exports
from ..manual import Manual
from ..text import format_day
from ._zip import pack

FIRST = (
    "manual.pdf",
    "statement-of-applicability.xlsx",
    "evidence-index.csv",
    "document-control-list.csv",
    "documents-elsewhere.csv",
    "health.json",
)
"""The first files, in this order; the rest follows by name."""
SUMS = "SHA256SUMS"


def audit_pack(manual: Manual, besides: Mapping[str, bytes]) -> bytes:
    """Return the pack as a ZIP file: every export, the other files, and all checksums."""
    files = dict(_export_files(manual)) | dict(besides)
    names = [name for name in FIRST if name in files]
    names += [name for name in sorted(files) if name not in FIRST]
    contents = [(name, files[name]) for name in names]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents)
    contents.insert(0, ("README.txt", _read_me(manual, names).encode()))
    return pack([*contents, (SUMS, sums.encode())], manual.day)


def _export_files(manual: Manual) -> Iterator[tuple[str, bytes]]:
    for path, content in exports.all_exports(manual).items():
        # Schemas are for editors of the data.
        name = path.removeprefix(f"{exports.FOLDER}/")
        if not name.startswith("schema/"):
            yield name, content


def _read_me(manual: Manual, names: list[str]) -> str:
    own = manual.organisation
    day = format_day(manual.day).striptags()
    head = f"{own.title}: {own.manual_title}, edition {own.edition}\n" if own else ""
    document = f"{own.document_id}, {own.classification}\n" if own else ""
    missing = [] if "manual.pdf" in names else ["The PDF of the manual is not in this pack.\n"]
    return "".join(
        [
            head,
            document,
            f"As of {day}. All files were created from the same data. They\n",
            f"include what the staff edition leaves out. {SUMS} lists the SHA-256 checksums.\n",
            f"To verify them, run `sha256sum --check {SUMS}`.\n\n",
            *missing,
            *(f"- {name}\n" for name in names if "/" not in name),
        ]
    )
