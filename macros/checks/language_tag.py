from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..manual import Manual
from ..model._languages import language_tag
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
TAGS = "a language tag, such as `en`, `de` or `zh-Hant`"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every language is written as a tag that browsers and screen readers know.

    Source: RFC 5646 (BCP 47).
    """
    organisation = manual.organisation
    if organisation is None:
        return
    if not organisation.languages:
        yield RuleResult(
            organisation, "languages is empty", "Write `languages: [en]`.", ("languages",)
        )
    for number, written in enumerate(organisation.languages):
        tag = language_tag(written)
        if tag != written:
            message = f"languages: {quote_excerpt(written)} is not a language tag"
            hint = f"Write `{tag}`." if tag else f"Write {TAGS}."
            yield RuleResult(organisation, message, hint, ("languages", number))
