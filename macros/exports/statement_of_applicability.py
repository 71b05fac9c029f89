from ..manual import Manual
from ..manual.labels import plain_label
from ..manual.standards import standard
from ..tables import statement_of_applicability
from ._workbook import Line, table_lines, workbook

FOR_PEOPLE = 1
_FILE = "statement-of-applicability.xlsx"


def titles(manual: Manual) -> dict[str, str]:
    """Return the title of the workbook by the name of its file."""
    return {_FILE: "Statement of Applicability"}


def export(manual: Manual) -> dict[str, bytes]:
    """The Statement of Applicability as a workbook, with the data of the document."""
    statement = statement_of_applicability.table(manual)
    sheets = [(statement.title, table_lines(statement, manual)), ("Document", _document(manual))]
    return {_FILE: workbook(sheets, statement.title, manual.day)}


def _document(manual: Manual) -> list[Line]:
    """Return the lines about the manual: organisation, edition, dates."""
    own, framework = manual.organisation, standard(manual)
    approver = manual.find(own.approver) if own and own.approver else None
    rows: list[Line] = [["Field", "Value"], ["As of", manual.day]]
    if framework:
        rows.append(["Framework", f"{framework.title} ({framework.edition})"])
    if own:
        rows += [
            ["Organisation", own.title],
            ["Document", own.document_id],
            ["Edition", own.edition],
            ["Issued", own.issued],
            ["Approved by", plain_label(approver) if approver else ""],
            ["Approved on", own.approved_on],
            ["Classification", own.classification],
        ]
    return rows
