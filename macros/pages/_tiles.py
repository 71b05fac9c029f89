"""Numbers of findings and records as tiles, the place of My page, and lists of files."""

from collections.abc import Iterable

from markupsafe import Markup

from ..checks import _health
from ..checks._formats import count
from ..checks._health import findings_by_category
from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity
from ..model.role import Role
from ._status import withheld_note

_PAGE = "/monitoring/health/"


def categories(manual: Manual) -> Markup:
    """Return a tile for each category, with the number of findings.

    Without findings, the tile says if nothing is assessed yet.
    """
    if manual.withholds("findings"):
        return withheld_note(manual)
    tiles = Markup("")
    assessed = _health.conformity_counts(manual).assessed
    for category, findings in findings_by_category(manual).items():
        if category == Category.CONSISTENCY and not findings:
            continue
        if findings:
            tone = "bad" if findings[0].severity == Severity.ERROR else "open"
            words = Markup('<span class="aims-state" data-tone="{}">{}</span>').format(
                tone, count(findings).rstrip(".")
            )
        else:
            words = Markup("<span>{}</span>").format(
                "No findings" if assessed else "Nothing assessed yet"
            )
        if _health.is_withheld(manual, category):
            more = "shown in the auditor edition"
            words = words + f"; others are {more}" if findings else Markup(more.capitalize())
        tiles += Markup('<li><a href="{}"><b>{}</b> {}</a></li>').format(
            _PAGE, str(category).capitalize(), words
        )
    return Markup('<ul class="aims-tiles">{}</ul>').format(tiles)


def counts(manual: Manual, kinds: Iterable[type[Entity]]) -> Markup:
    """Return the numbers of records of some kinds, with links to their registers."""
    tiles = Markup("")
    for kind in kinds:
        if manual.withholds_kind(kind.folder):
            continue
        number = len(manual.all(kind))
        name = kind.name if number == 1 else kind.plural
        tiles += Markup('<li><a href="/{}/"><b>{}</b> {}</a></li>').format(
            kind.folder, number, name
        )
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)


def my_page(manual: Manual) -> Markup:
    """Return the place where `docs/assets/my.js` shows what concerns the roles of the reader."""
    if not manual.all(Role):
        return Markup("")
    return Markup(
        '<section class="aims-my" data-aims="my" aria-labelledby="my-page" data-search-exclude '
        'data-print-exclude><h2 id="my-page">My page</h2><p>See the due dates, reading, actions '
        'and changes of your role. <button type="button" class="aims-primary">Choose your role'
        "</button></p></section>\n"
        '<script src="/assets/my.js" defer></script>'
    )
