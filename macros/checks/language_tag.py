from collections.abc import Iterator

from ..diagnostics import Challenge, Level, quoted
from ..manual import Manual
from ..model._languages import tag_of
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING
TAGS = "a language tag, such as `en`, `de` or `zh-Hant`"


def check(manual: Manual) -> Iterator[Flaw]:
    """Languages are written as tags, by which browsers and readers that speak know them."""
    organisation = manual.organisation
    if organisation is None:
        return
    if not organisation.languages:
        yield Flaw(organisation, "languages is empty", "Write `languages: [en]`.", ("languages",))
    for number, written in enumerate(organisation.languages):
        tag = tag_of(written)
        if tag != written:
            message = f"languages: {quoted(written)} is not a language tag"
            hint = f"Write `{tag}`." if tag else f"Write {TAGS}."
            yield Flaw(organisation, message, hint, ("languages", number))
