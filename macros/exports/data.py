import json

from ..editions import snapshot
from ..manual import Manual


def export(manual: Manual) -> dict[str, bytes]:
    """The complete data as one JSON file: records by kind, ordered by id."""
    text = json.dumps(
        snapshot.snapshot_document(manual), ensure_ascii=False, indent=1, sort_keys=True
    )
    return {"manual.json": f"{text}\n".encode()}
