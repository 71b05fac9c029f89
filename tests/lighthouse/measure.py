"""Lighthouse's figures for five pages of a site: `python -m tests.lighthouse.measure SITE`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import FLAGS, behind_nginx, needed

PAGES = {
    "home": "",
    "a role": "roles/data-steward/",
    "the matrix": "responsibilities/",
    "the Statement of Applicability": "applicability/",
    "a clause": "frameworks/iso-42001/7.2/",
}
ASPECTS = ("performance", "accessibility", "best-practices")
LEAST = 95
ROUNDS = 3
"""How often each page is measured; the best counts, as a machine that is busy is slow."""


def main(site: Path) -> int:
    """Print the figures, and return 1 where one is too low."""
    program = Path(__file__).parent / "node_modules/.bin/lighthouse"
    if not program.exists():
        print("Lighthouse is not here: npm ci --prefix tests/lighthouse --ignore-scripts")
        return 1
    low = False
    with tempfile.TemporaryDirectory() as folder, behind_nginx(site, Path(folder)) as place:
        for name, path in PAGES.items():
            rounds = [measured(program, place.address(path)) for _ in range(ROUNDS)]
            figures = max(rounds, key=lambda one: one["performance"])
            low = low or min(figures.values()) < LEAST
            said = ", ".join(f"{aspect} {figure}" for aspect, figure in figures.items())
            print(f"{name}: {said}", flush=True)
    return int(low)


def measured(program: Path, address: str) -> dict[str, int]:
    """Return the figures of a page on a telephone with a slow line, out of 100."""
    chromium = needed(
        "chromium", "chromium", "chromium-browser", "google-chrome", "chromium-headless-shell"
    )
    flags = " ".join(["--headless=new", *FLAGS])
    command = [str(program), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    done = subprocess.run(
        [*command, f"--only-categories={','.join(ASPECTS)}"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["categories"]
    return {aspect: round(found[aspect]["score"] * 100) for aspect in ASPECTS}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()))
