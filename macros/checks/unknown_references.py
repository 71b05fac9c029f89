import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from ..diagnostics import Category, Severity, closest_match, did_you_mean, quote_excerpt
from ..loading.validation_messages import field_name
from ..manual import Manual, RecordLink
from ..model import Entity, _lookalikes, kinds
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
_FEW = 8
_NUMBERED = re.compile(r"[A-Za-z]+-(?=[0-9])")
_NUMBER = re.compile(r"0*([0-9]+)")


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every reference names an existing record of an allowed kind."""
    causes: defaultdict[str, list[tuple[RecordLink, bool]]] = defaultdict(list)
    unreadable = manual.unreadable_links()
    for link, left_out in chain(
        _possible_faults(manual.links, False), _possible_faults(unreadable, True)
    ):
        if cause := _cause(manual, link, left_out):
            causes[cause].append((link, left_out))
    names = _Names(manual) if causes else None
    for cause, links in causes.items():
        assert names is not None
        fault, hint = names.fault_and_hint([link for link, _ in links])
        for link, left_out in links:
            words = link.mention.written if link.mention else ""
            message = f"{_place(link)}: {quote_excerpt(link.name)} {fault}"
            yield RuleResult(
                link.origin,
                message,
                hint,
                link.field_path,
                words,
                in_what_is_left_out=left_out,
                cause=cause,
            )


def _possible_faults(
    links: Iterable[RecordLink], left_out: bool
) -> Iterator[tuple[RecordLink, bool]]:
    """Yield the links that may have a fault; most of up to 100,000 have none."""
    for link in links:
        wanted = link.wanted.folders
        if not link.target or (wanted and link.target.folder not in wanted):
            yield link, left_out


def _cause(manual: Manual, link: RecordLink, left_out: bool) -> str:
    """Return a key for links with the same fault; ``""`` for a link without a fault."""
    if link.target:
        expected = " ".join(link.wanted.folders)
        return f"{link.name} as {expected}" if expected else ""
    if not left_out and link.field not in link.origin.model_fields_set:
        return ""  # Not in the file: it is the default of the field.
    return "" if manual.may_be_unread(link.name, link.wanted) else link.name


def _place(link: RecordLink) -> str:
    return "the text" if link.mention and link.field == "text" else link.field


class _Names:
    """The ids, titles and aliases of all records, to find the record that is meant."""

    def __init__(self, manual: Manual) -> None:
        self.records = list(manual.entities)
        self.records_sharing = manual.records_sharing
        self.fitting = cache(self._fitting)
        self.looks = {_lookalikes.skeleton(record.key): record for record in reversed(self.records)}

    def _fitting(self, folders: frozenset[str]) -> list[Entity]:
        return [record for record in self.records if not folders or record.folder in folders]

    def fault_and_hint(self, links: list[RecordLink]) -> tuple[str, str]:
        """Return what is wrong with links of one cause, and how to fix it."""
        name, target = links[0].name, links[0].target
        sets = [set(link.wanted.folders) for link in links if link.wanted.folders]
        folders = frozenset(set.intersection(*sets) or set.union(*sets)) if sets else frozenset()
        known = kinds()
        expected = [known[folder] for folder in sorted(folders) if folder in known]
        several = " or ".join(field_name(kind) for kind in expected)
        if target:
            fault = f"is {field_name(type(target))}; expected {several}"
            same = self._same(name, folders)
            return fault, f"Did you mean '{same}'?" if same else self._existing(several, folders)
        if len(sharing := self.records_sharing(name)) > 1:
            ids = [record.id for record in sharing]
            hint = f"Write the id of one of them: {' or '.join(ids)}."
            return f"is a name of more than one record: {' and '.join(ids)}", hint
        twin = self.looks.get(_lookalikes.skeleton(name))
        if twin:
            fault = _lookalikes.describe_invisible(name) or _lookalikes.describe_difference(
                name, twin.key
            )
            return fault, f"Type it again: `{twin.key}`."
        if invisible := _lookalikes.describe_invisible(name):
            return invisible, f"Type it again: `{_lookalikes.strip_invisible(name)}`."
        if same := self._same(name, folders):
            return "does not exist", f"Did you mean '{same}'?"
        meant = self._similar(name, folders)
        if not expected:
            fix = "Write the id of an existing record, or delete the reference."
            return "does not exist", meant or fix
        add = f"dd {several} with this id: `id: {name}`"
        if meant:
            return "does not exist", f"{meant} Or a{add}."
        return "does not exist", f"A{add}. Or w{self._existing(several, folders)[1:]}"

    def _existing(self, several: str, folders: frozenset[str]) -> str:
        ids = [record.id for record in self.fitting(folders)]
        few = f": {', '.join(ids)}" if 0 < len(ids) <= _FEW else ""
        return f"Write the id of {several} that exists{few}."

    def _same(self, name: str, folders: frozenset[str]) -> str:
        """Return the id of a record with this title, alias or id, in any case; default: ``""``."""
        folded = name.casefold()
        for record in self.fitting(folders):
            others = (record.title, record.id, *record.other_names)
            if folded in (other.casefold() for other in others):
                # A requirement of another framework needs the id of the framework in front.
                return record.key if name == record.id else record.id
        return ""

    def _similar(self, name: str, folders: frozenset[str]) -> str:
        """Return a hint with the id of the closest id, title or alias; default: ``""``."""
        fitting = self.fitting(folders)
        ids = {id: None for record in fitting for id in (record.id, record.key)}
        if hint := did_you_mean(name, _alike(name, ids)):
            return hint
        titles = {
            title: record.id for record in fitting for title in (record.title, *record.other_names)
        }
        title = closest_match(name, _alike(name, titles))
        return f"Did you mean '{titles[title]}'?" if title else ""


def _alike(name: str, others: Iterable[str]) -> list[str]:
    """Return the names with the same numbers and the same letters in front of a number.

    `POL-13` does not mean `PRO-13` or `POL-12`, but may mean `POL-013` or `POL-113`.
    """
    numbers = _numbers(name)
    same = [other for other in others if _numbers(other) == numbers]
    letters = _NUMBERED.match(name)
    return [other for other in same if letters and other.startswith(letters[0])] or same


@cache
def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.sub(r"(.)\1+", r"\1", number) for number in _NUMBER.findall(name))
