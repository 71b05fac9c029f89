import json

from ..manual import Manual
from ..model import kinds

VERSION = 1


def export(manual: Manual) -> dict[str, bytes]:
    """The whole data as one JSON file: records by kind, in the order of their ids."""
    document = {
        "schema": VERSION,
        "records": {
            folder: [
                record.model_dump(mode="json", by_alias=True, exclude_unset=True)
                for record in manual.all(kind)
            ]
            for folder, kind in kinds().items()
            if folder != "requirements"
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return {"manual.json": f"{text}\n".encode()}
