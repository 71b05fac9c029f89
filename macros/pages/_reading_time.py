"""How long a text takes to read."""

import re
from math import ceil

from markupsafe import Markup

from ..model import Entity, Prose, marked_values

WORDS_A_MINUTE = 200
PLACE = '<span data-aims="reading-time"></span>'
"""Where a page says its own reading time; the site fills it in once it knows the whole page."""
_NOT_READ = re.compile(r"<(nav|script|style|svg|figure|form)\b.*?</\1>|<[^>]+>", re.DOTALL)


def minutes(words: int) -> int:
    """Return how many minutes so many words take, at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def of_record(record: Entity) -> int:
    """Return how many minutes the prose of a record takes."""
    return minutes(sum(len(text.split()) for _, _, text in marked_values(record, Prose)))


def of_page(html: str) -> int:
    """Return how many minutes a page takes, its tables and pictures left out."""
    return minutes(len(Markup(_NOT_READ.sub(" ", html)).unescape().split()))


def fill_in(html: str) -> str:
    """Return a page that says how long it takes, where it is to say so."""
    if PLACE not in html:
        return html
    return html.replace(PLACE, f'<span class="aims-reading-time">{of_page(html)} min</span>')
