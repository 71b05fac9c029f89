"""The state of the management system at a glance, as small pieces of HTML."""

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from . import health
from .coverage import evidenced
from .findings import Challenge, Level
from .health import by_challenge
from .manual import NOT_SHOWN, Manual
from .model import Entity
from .reports import count

_PAGE = "/monitoring/health/"
_NOT_SHOWN = Markup('<p class="aims-empty">{}</p>').format(NOT_SHOWN)
_MOODS = {Level.ERROR: "bad", Level.WARNING: "bad", Level.NOTICE: "open"}


def challenges(manual: Manual) -> Markup:
    """Return a tile for each way in which a management system fails, with what was found."""
    if manual.withholds("findings"):
        return _NOT_SHOWN
    tiles = Markup("")
    for challenge, findings in by_challenge(manual).items():
        if challenge == Challenge.CONSISTENCY and not findings:
            continue
        mood = _MOODS[findings[0].level] if findings else "good"
        words = count(findings).rstrip(".")
        if health.is_withheld(manual, challenge):
            more = "shown in the edition for auditors"
            mood, words = "open", f"{words}; others are {more}" if findings else more.capitalize()
        tiles += Markup(
            '<li><a href="{}"><b>{}</b> <span class="aims-state" data-mood="{}">{}</span></a></li>'
        ).format(_PAGE, str(challenge).capitalize(), mood, words)
    return Markup('<ul class="aims-tiles">{}</ul>').format(tiles)


def score(manual: Manual) -> Markup:
    """Return the score of the manual's health, its formula, and the rules that are lowered."""
    found, lowered = health.score(manual), health.lowered_rules(manual)
    if found is None:
        return _NOT_SHOWN
    mood = "good" if found == 100 else "open" if found else "bad"
    shown = Markup(
        '<p class="aims-score"><b>Score: '
        '<span class="aims-state" data-mood="{}">{} of 100</span></b></p>'
        "<p>The score is {}</p>"
    ).format(mood, found, health.FORMULA)
    if lowered:
        shown += Markup("<p>Lowered or switched off in the settings: {}.</p>").format(
            ", ".join(lowered)
        )
    return shown


def coverage(manual: Manual) -> Markup:
    """Return how much of the standard is answered, owned and shown by evidence, as bars."""
    bars = Markup("")
    for sort, words, address in (
        ("clause", "Clauses", "/coverage/clauses/"),
        ("control", "Controls", "/coverage/controls/"),
    ):
        done, all_of_them = evidenced(manual, sort)
        if all_of_them:
            bars += Markup(
                '<li><a href="{0}">{1}</a> <progress max="{3}" value="{2}" aria-label="{1}">'
                "</progress> <small>{2} of {3} answered, owned and shown by evidence</small></li>"
            ).format(address, words, done, all_of_them)
    return Markup('<ul class="aims-bars">{}</ul>').format(bars) if bars else Markup("")


def counts(manual: Manual, those: Iterable[type[Entity]]) -> Markup:
    """Return how many records of some kinds there are, each a way to its register."""
    tiles = Markup("")
    for kind in those:
        if manual.withholds_kind(kind.folder):
            continue
        number = len(manual.all(kind))
        name = kind.name if number == 1 else kind.plural
        tiles += Markup('<li><a href="/{}/"><b>{}</b> {}</a></li>').format(
            kind.folder, number, name
        )
    return Markup('<ul class="aims-counts">{}</ul>').format(tiles)


def files(groups: Iterable[tuple[str, Iterable[tuple[str, str, int]]]]) -> Markup:
    """Return files to download below what each group of them is; each is (name, address, size)."""
    shown = Markup("")
    for sentence, those in groups:
        lines = Markup("").join(
            Markup('<li><a href="{}" download="">{}</a> <small>{}</small></li>').format(
                quote(address), name, _size(size)
            )
            for name, address, size in those
        )
        shown += Markup("<section><p><b>{}</b></p><ul>{}</ul></section>").format(sentence, lines)
    return Markup('<div class="aims-files">{}</div>').format(shown)


def _size(count_of_bytes: int) -> str:
    kilobytes = count_of_bytes / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{max(1, round(kilobytes))} kB"
