"""The words that people type in search for something else: `data/synonyms.yaml`."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from ..diagnostics import Finding
from ..model import Part
from ..model._types import Line, Name
from .files import SourceText
from .source_map import SourceMap
from .validation import validate
from .yaml import Collection, YamlDocument

FILE = "synonyms"
"""The name of the file without its suffix."""


class Synonym(Part):
    """Words for search, and the records or pages that they lead to."""

    name: ClassVar[str] = "synonym"

    words: tuple[Line, ...]
    """The words that people type, each with one or more words: `[chatgpt, third party]`."""
    leads_to: tuple[Annotated[str, Name], ...] = ()
    """The records or pages that search finds by these words: ids, or addresses from the root of
    the site, such as `[POL-13, /downloads/]`. Without this field the words mean the same as each
    other: search for one also finds the pages with another one."""


def read(text: SourceText, document: YamlDocument, findings: list[Finding]) -> Iterator[Any]:
    """Yield each synonym of a file with its place; add what is wrong to the findings."""
    if document.broken or document.value is None:
        return
    source = SourceMap(text, document.place)
    if text.is_markdown or not isinstance(document.value, list):
        message = f"{text.name} is not a list of synonyms"
        findings.append(Finding(source.locate(), message, "Write each as `- words: [one, two]`."))
        return
    assert isinstance(document.place, Collection)
    for number, value in enumerate(document.value):
        inner = source.inside(number)
        if not isinstance(value, dict):
            message, hint = "this synonym is not a group of fields", "Write `- words: [one, two]`."
            findings.append(Finding(inner.locate(), message, hint))
            continue
        found, faults, _ = validate(Synonym, value)
        for path, message, hint in faults:
            findings.append(Finding(inner.locate(*path), f"synonyms: {message}", hint))
        if found is not None and not faults:
            findings.extend(_problems(found, inner))
            yield found, inner


def _problems(synonym: Synonym, source: SourceMap) -> Iterator[Finding]:
    if not synonym.words:
        hint = "Write the words that people type: `words: [chatgpt, copilot]`."
        yield Finding(source.locate("words"), "synonyms: words is empty", hint)
    elif len(synonym.words) < 2 and not synonym.leads_to:
        message = f"synonyms: '{synonym.words[0]}' has no other word and leads to nothing"
        hint = "Add a word that means the same, or `leads_to: [<id of a record>]`."
        yield Finding(source.locate("words"), message, hint)
