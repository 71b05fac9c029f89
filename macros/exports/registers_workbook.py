from .. import tables
from ..manual import Manual
from ..model import kinds
from ..tables._fields import kind_register
from ._workbook import Line, table_lines, workbook

FOR_PEOPLE = 2
_FILE = "registers.xlsx"


def titles(manual: Manual) -> dict[str, str]:
    """Return the title of the workbook by the name of its file."""
    return {_FILE: "All registers and matrices"}


def export(manual: Manual) -> dict[str, bytes]:
    """All registers and matrices, as sheets of one workbook."""
    drawn = {name: module.table(manual) for name, module in tables.known().items()}
    for folder, kind in kinds().items():
        # The coverage of each framework lists its requirements; a catalogue can have thousands.
        if not kind.is_singleton and not kind.nested_in:
            drawn.setdefault(folder.replace("-", "_"), kind_register(manual, kind))
    sheets: list[tuple[str, list[Line]]] = [
        (name.replace("_", " ").capitalize(), table_lines(table, manual))
        for name, table in sorted(drawn.items())
    ]
    title = manual.organisation.manual_title if manual.organisation else "Manual"
    return {_FILE: workbook(sheets, title, manual.day)}
