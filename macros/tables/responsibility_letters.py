from ..manual import Manual
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The letters of the responsibility matrix: meaning, duty, and how many each activity has."""
    rows = [
        (item.letter, item.meaning, f"You {item.duty}" if item.duty else "", item.wanted)
        for item in manual.letter_scheme.letters
    ]
    columns = ["Meaning", "Duty", "In each activity"]
    return register("Letters of the responsibility matrix", "Letter", columns, rows)
