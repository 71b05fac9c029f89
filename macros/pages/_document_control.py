"""The manual as a document: its version, dates and approval."""

from markupsafe import Markup

from ..manual import Manual
from ..tables._fields import field_cell
from ._markup import inline


def document_control(manual: Manual) -> Markup:
    """Return the document id, version, dates and approval of the manual, as a strip."""
    own = manual.organisation
    if own is None:
        return Markup("")
    facts = (
        ("Part of", f"{own.document_id} {own.manual_title}"),
        ("Version", own.edition),
        ("Effective date", own.issued),
        ("Approved by", field_cell(manual, own, "approver")),
        ("Approved on", own.approved_on),
    )
    shown = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, inline(value, manual))
        for name, value in facts
    )
    return Markup('<dl class="aims-strip" aria-label="Document control">{}</dl>').format(shown)
