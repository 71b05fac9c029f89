import re
from collections.abc import Iterable, Iterator
from itertools import chain

from ..findings import Challenge, Level, did_you_mean
from ..manual import Link, Manual
from ..messages import called
from ..model import kinds
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


# Looking for the closest of many ids takes a while; after so many the reader has the idea.
MOST_HINTS = 50
_NUMBERED = re.compile(r"[A-Za-z]+-(?=[0-9])")


def check(manual: Manual) -> Iterator[Flaw]:
    """Every record that is named exists, and is of a kind that can stand there."""
    hints = 0
    left = manual.links_left_out()
    for link, left_out in chain(_suspects(manual.links, False), _suspects(left, True)):
        if not (message := _wrong(manual, link, left_out)):
            continue
        hints += 1
        hint = _hint(manual, link) if hints <= MOST_HINTS else ""
        words = link.mention.written if link.mention else ""
        yield Flaw(link.origin, message, hint, link.way, words, in_what_is_left_out=left_out)


def _suspects(links: Iterable[Link], left_out: bool) -> Iterator[tuple[Link, bool]]:
    """Yield links that may be wrong: most of a hundred thousand are right, and not looked at."""
    for link in links:
        wanted = link.wanted.folders
        if not link.target or (wanted and link.target.folder not in wanted):
            yield link, left_out


def _wrong(manual: Manual, link: Link, left_out: bool) -> str:
    """Return what is wrong with a link that leads nowhere, or to a record of another kind."""
    names = kinds()
    wanted = [names[folder].name for folder in link.wanted.folders if folder in names]
    if link.target:
        if not wanted:
            return ""
        return (
            f"{_place(link)} names '{link.name}', which is of the kind {link.target.name}, "
            f"where {' or '.join(wanted)} is wanted"
        )
    if not left_out and link.field not in link.origin.model_fields_set:
        return ""  # Nobody wrote it: it is the name a field has unless another is written.
    if link.name in manual.unread:
        return ""
    if len(several := manual.sharing(link.name)) > 1:
        ids = " and ".join(one.id for one in several)
        return f"{_place(link)} names '{link.name}', which is a name of {ids}"
    return f"{_place(link)} names '{link.name}', which does not exist"


def _place(link: Link) -> str:
    return "the text" if link.mention and link.field == "text" else link.field


def _hint(manual: Manual, link: Link) -> str:
    """Return the closest id of a kind that can stand there, also where its title was written."""
    if len(several := manual.sharing(link.name)) > 1:
        return f"Write the id of one of them: {' or '.join(one.id for one in several)}."
    fitting = [
        record
        for record in manual.entities
        if not link.wanted.folders or record.folder in link.wanted.folders
    ]
    for record in fitting:
        if link.name.casefold() in (record.title.casefold(), record.id.casefold()):
            # A number of a framework other than the manual's own is written with the framework.
            return f"Did you mean '{record.key if link.name == record.id else record.id}'?"
    names = [name for one in fitting for name in (one.id, one.key)]
    return did_you_mean(link.name, _alike(link.name, names)) or _cure(link)


def _alike(name: str, names: list[str]) -> list[str]:
    """Return the ids with the letters in front of a number: `POL-13` is no slip for `PRO-13`."""
    letters = _NUMBERED.match(name)
    return [one for one in names if letters and one.startswith(letters[0])] or names


def _cure(link: Link) -> str:
    """Return what helps where no id is like the one that was written."""
    known = kinds()
    wanted = [known[folder] for folder in link.wanted.folders if folder in known]
    if not wanted:
        return "Write the id of a record that is there, or take it out."
    several = " or ".join(called(kind) for kind in wanted)
    return f"Write the id of {several} that is there, or add one of this id."
