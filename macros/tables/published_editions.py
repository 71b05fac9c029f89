from ..editions.previous import previous_editions
from ..manual import Manual
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The published editions of the manual, with the checksum of each manifest."""
    # An edition cannot contain the checksum of its own manifest.
    rows = [
        (edition.name, edition.day, edition.manifest_sha256 or "none: the edition has no manifest")
        for edition in previous_editions(manual).editions
    ]
    columns = ("As of", "SHA-256 checksum of its manifest")
    empty_text = "No earlier editions."
    return register("Published editions", "Edition", columns, rows, empty_text=empty_text)
