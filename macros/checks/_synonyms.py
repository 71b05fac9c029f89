"""What the synonyms for search lead to."""

from collections.abc import Iterator

from ..diagnostics import Finding, did_you_mean, quote_excerpt
from ..manual import Manual
from ._addresses import find_fault_of_path

RULE = "unknown-references"


def check_synonyms(manual: Manual) -> Iterator[Finding]:
    """Yield an error for each synonym that leads to a record or page that does not exist."""
    addresses = {record.address for record in manual.entities}
    for synonym, source in manual.synonyms:
        for number, target in enumerate(synonym.leads_to):
            if not (fault := _fault(manual, target, addresses)):
                continue
            message = f"synonyms: leads_to: {quote_excerpt(target)} {fault[0]}"
            where = source.locate("leads_to", number)
            yield Finding(where, message, fault[1], rule=RULE)


def _fault(manual: Manual, target: str, addresses: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with a target and how to fix it, or None."""
    if target.startswith("/"):
        fault = find_fault_of_path(manual, target, addresses)
        return fault and (fault[0].removeprefix("which "), fault[1])
    if manual.find(target) or target in manual.unreadable_ids:
        return None
    if sharing := manual.records_sharing(target):
        ids = " or ".join(record.id for record in sharing)
        return "is a name of more than one record", f"Write the id of one of them: {ids}."
    names = [name for record in manual.entities for name in (record.id, *record.other_names)]
    hint = did_you_mean(target, names)
    return "does not exist", hint or "Write the id of a record, or an address such as `/risks/`."
