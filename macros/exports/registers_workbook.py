from .. import tables
from ..manual import Manual
from ..model import kinds
from ..tables._fields import kind_register
from ._workbook import Line, table_lines, workbook


def export(manual: Manual) -> dict[str, bytes]:
    """Every register and matrix as a sheet of one workbook."""
    drawn = {name: module.table(manual) for name, module in tables.known().items()}
    for folder, kind in kinds().items():
        # The parts of frameworks stand in the coverage of each; a catalogue can have thousands.
        if not kind.is_singleton and not kind.nested_in:
            drawn.setdefault(folder.replace("-", "_"), kind_register(manual, kind))
    sheets: list[tuple[str, list[Line]]] = [
        (name.replace("_", " ").capitalize(), table_lines(table, manual))
        for name, table in sorted(drawn.items())
    ]
    title = manual.organisation.manual_title if manual.organisation else "Manual"
    return {"registers.xlsx": workbook(sheets, title, manual.day)}
