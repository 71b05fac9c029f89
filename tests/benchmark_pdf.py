"""How long the PDF takes and how much memory: `python -m tests.benchmark_pdf`.

Each book is printed by a process of its own, so that its greatest memory is its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

import pikepdf

from macros import pdf
from macros.pages._outline import Outline
from macros.pdf import book
from tests.printing import FACTS, MOMENT, write_site

PROSE = (
    "Whoever changes a system tells its owner, who asks the reviewer whether the assessment still"
    " holds; what they decide is recorded with its reason on the same day."
)


def matrix(rows: int, columns: int) -> str:
    """Return a page with a matrix."""
    heads = "".join(f"<th><span>Role number {n}</span></th>" for n in range(columns))
    lines = "".join(
        f"<tr><th>ACT-{n:03} does something</th>"
        + "".join('<td class="aims-letters"><b class="aims-a">A</b></td>' for _ in range(columns))
        + "</tr>"
        for n in range(rows)
    )
    table = (
        f"<table><caption>Matrix</caption><thead><tr><th>A</th>{heads}</tr></thead>{lines}</table>"
    )
    return f'<h1>Matrix</h1><figure class="aims-table aims-matrix">{table}</figure>'


def register(rows: int, pages: int = 1) -> str:
    """Return a page with a register whose cells are links."""
    lines = "".join(
        f'<tr><th><a href="../p{n % pages}/">REC-{n:04}</a></th><td>{PROSE[: 40 + n % 60]}</td>'
        f'<td><a href="../p{(n + 1) % pages}/">Owner {n % 9}</a></td></tr>'
        for n in range(rows)
    )
    head = "<thead><tr><th>Record</th><th>What</th><th>Owner</th></tr></thead>"
    return f"<h1>Register</h1><table>{head}{lines}</table>"


def thousand() -> dict[str, str]:
    """Return pages that fill about a thousand: prose with links, tables, facts."""
    pages = {}
    for number in range(240):
        links = "".join(
            f'<p>{PROSE} See <a href="../p{(number * 7 + n) % 240}/">record {n}</a>. '
            f"{PROSE * 3}</p>"
            for n in range(22)
        )
        table = register(45, 240).partition("</h1>")[2]
        pages[f"p{number}"] = f"<h1>Chapter {number}</h1>{links}<h2>Table</h2>{table}"
    return pages


BOOKS = {
    "matrix of 80 by 40": lambda: {"p0": matrix(80, 40)},
    "register of 400 rows": lambda: {"p0": register(400)},
    "cell of 30 lines": lambda: {
        "p0": f"<h1>C</h1><table><tr><td>{'<p>One line.</p>' * 30}</td></tr></table>"
    },
    "1,000 pages": thousand,
}


def measure(name: str) -> None:
    """Print one book and say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder), BOOKS[name](), {})
        before = time.process_time()
        chapters = book.chapters(Outline.read(site))
        content = pdf.whole_book(site, chapters, FACTS, ({}, []), None, MOMENT)
        used = time.process_time() - before
    with pikepdf.open(BytesIO(content)) as printed:
        pages = len(printed.pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(content) / 1e6
    print(f"{name}: {pages} pages, {used:.1f} s of CPU, {peak:,.0f} MB; {size:.1f} MB file")


def main() -> None:
    """Measure every book, or the one named."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    for name in BOOKS:
        subprocess.run([sys.executable, "-m", "tests.benchmark_pdf", name], check=True)


if __name__ == "__main__":
    main()
