from ..manual import Manual
from ..manual.labels import plain_label
from ..manual.standards import standard
from ..tables import statement_of_applicability
from ._workbook import Line, table_lines, workbook


def export(manual: Manual) -> dict[str, bytes]:
    """The Statement of Applicability as a workbook: the statement, and what it belongs to."""
    statement = statement_of_applicability.table(manual)
    sheets = [(statement.title, table_lines(statement, manual)), ("Document", _document(manual))]
    return {"statement-of-applicability.xlsx": workbook(sheets, statement.title, manual.day)}


def _document(manual: Manual) -> list[Line]:
    """Return which manual the statement is part of, and of which day it is."""
    own, framework = manual.organisation, standard(manual)
    approver = manual.find(own.approver) if own and own.approver else None
    rows: list[Line] = [["What", "Is"], ["As of", manual.day]]
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
