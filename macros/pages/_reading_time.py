"""The reading time of a text."""

import re
from math import ceil

from markupsafe import Markup

from ..model import Entity, Prose, marked_values

WORDS_A_MINUTE = 200
PLACE = '<span data-aims="reading-time"></span>'
"""The placeholder for the reading time of a page; the site fills it in at the end."""
_NOT_READ = re.compile(r"<(nav|script|style|svg|figure|form)\b.*?</\1>|<[^>]+>", re.DOTALL)


def minutes(words: int) -> int:
    """Return the reading time of a number of words in minutes, at least 1."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def of_record(record: Entity) -> int:
    """Return the reading time of a record in minutes."""
    return minutes(sum(len(text.split()) for _, _, text in marked_values(record, Prose)))


def of_page(html: str) -> int:
    """Return the reading time of a page in minutes, without pictures."""
    return minutes(len(Markup(_NOT_READ.sub(" ", html)).unescape().split()))


def fill_in(html: str) -> str:
    """Return a page with its reading time in place of the placeholder."""
    if PLACE not in html:
        return html
    return html.replace(PLACE, f'<span class="aims-reading-time">{of_page(html)} min</span>')
