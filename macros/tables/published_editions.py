from ..editions.previous import previous_editions
from ..manual import Manual
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The editions of the manual published so far, and what the manifest of each comes to."""
    # The edition being made cannot say what its own manifest comes to: it would be part of it.
    rows = [
        (one.name, one.day, one.manifest_sha256 or "not known")
        for one in previous_editions(manual).editions
    ]
    columns = ("Published for", "SHA-256 of its manifest")
    empty_text = "No edition was published before this one."
    return register("Published editions", "Edition", columns, rows, empty_text=empty_text)
