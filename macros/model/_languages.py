"""Languages: tags of BCP 47 and English names for what people write."""

import re
from functools import cache

from babel import Locale, localedata

_TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
UNKNOWN = "und"
"""The tag of a language that is not known (ISO 639-2)."""


def language_tag(written: str) -> str | None:
    """Return the BCP 47 tag of a language, or None: `Swedish` is `sv`."""
    plain = " ".join(written.split())
    if found := _tag(plain.replace("_", "-")):
        return found
    for name in (plain, _IN_BRACKETS.sub("", plain).strip()):
        if found := _named().get(name.casefold()) or _native().get(name.casefold()):
            return found
    inner = (_tag(words.strip().replace("_", "-")) for words in _IN_BRACKETS.findall(plain))
    return next((tag for tag in inner if tag), None)


def primary_language(written: tuple[str, ...]) -> str:
    """Return the tag of the first language; `en` if none is named, `und` if it is not known."""
    return (language_tag(written[0]) or UNKNOWN) if written else "en"


def language_name(written: str) -> str:
    """Return the English name of a language tag; any other text is returned unchanged."""
    tag = language_tag(written)
    if tag is None or tag.casefold() != written.strip().replace("_", "-").casefold():
        return written
    language, script, territory = _parts(tag)
    if language not in (known := Locale("en")).languages:
        return written
    more = [known.scripts.get(script, ""), known.territories.get(territory, "")]
    inside = ", ".join(part for part in more if part)
    return str(known.languages[language]) + (f" ({inside})" if inside else "")


def _parts(tag: str) -> tuple[str, str, str]:
    found = _TAG.fullmatch(tag)
    assert found is not None
    return found[1], found[2] or "", found[3] or ""


def _tag(written: str) -> str | None:
    """Return a tag in canonical case, or None if a part of it is unknown."""
    if not (found := _TAG.fullmatch(written)):
        return None
    language, script, territory = found[1].lower(), found[2] or "", (found[3] or "").upper()
    script, known = script.title(), Locale("en")
    if language not in known.languages or (script and script not in known.scripts):
        return None
    if territory and territory not in known.territories:
        return None
    return "-".join(part for part in (language, script, territory) if part) + found[4].lower()


@cache
def _named() -> dict[str, str]:
    """Return the tag of each language by its English name."""
    names = {str(name).casefold(): tag for tag, name in Locale("en").languages.items()}
    return {name: tag.replace("_", "-") for name, tag in names.items()}


@cache
def _native() -> dict[str, str]:
    """Return the tag of each language by its own name."""
    found: dict[str, str] = {}
    for tag in sorted(localedata.locale_identifiers()):
        if "_" not in tag and (name := Locale(tag).get_language_name()):
            found.setdefault(name.casefold(), tag)
    return found
