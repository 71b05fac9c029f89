import json

from ..editions import changes
from ..editions.comparison import FORMATS
from ..manual import Manual


def export(manual: Manual) -> dict[str, bytes]:
    """The changes since the last edition, by record and by role."""
    since = changes.changes_since_last(manual)
    if since is None:
        text = json.dumps({"schema": 1, "old": None, "changes": []}, indent=1) + "\n"
    else:
        text = FORMATS["json"](since.comparison, since.by_role)
    return {"changes.json": text.encode()}
