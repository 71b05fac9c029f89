"""The data of "My page" on the home page: one script for each role, and one with all roles.

A page opened from disk can load scripts only. `docs/assets/my.js` shows the data of the roles that
the reader chose; the choice stays in the browser.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from ..editions.changes import changes_for_role, changes_since_last
from ..editions.comparison import Change
from ..manual import Manual
from ..manual.agenda import agenda_of
from ..model import Entity
from ..model.action import Action
from ..model.role import Role
from . import Asset, _changes, _onboarding
from ._renderer import PageRenderer

FOLDER = "my"
ROLES = "assets/my-roles.js"
"""The list of roles: outside of the folder, in which a role can have any name."""
_SOON = timedelta(days=90)
"""How far ahead due dates are listed."""


def pages(renderer: PageRenderer) -> Iterator[Asset]:
    """Yield the script with the roles, and the script of each role."""
    manual = renderer.manual
    roles = manual.all(Role)
    if not roles:
        return
    yield Asset(ROLES, partial(_script, "", _index(manual, roles)))
    for role in roles:
        name = _onboarding.page_name(role)
        yield Asset(f"{FOLDER}/{name}.js", partial(_role_script, manual, role, name))


def _role_script(manual: Manual, role: Role, name: str) -> bytes:
    return _script(name, role_data(manual, role))


def _script(name: str, data: dict[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # As in a page, no text from data looks like markup.
    return f"aims.my({json.dumps(name)},{text});\n".replace("<", "\\u003c").encode()


def _index(manual: Manual, roles: list[Role]) -> dict[str, Any]:
    """Return the roles by name, and the edition with which the changes compare."""
    since = changes_since_last(manual)
    day = since.day if since else None
    return {
        "as_of": manual.day.isoformat(),
        "withheld": manual.withholds("findings"),
        "since": since.edition.name if since else "",
        "since_day": day.isoformat() if day else "",
        "roles": [[_onboarding.page_name(role), role.title] for role in roles],
    }


def role_data(manual: Manual, role: Role) -> dict[str, Any]:
    """Return what concerns a role: due dates, reading, actions, AI systems and changes.

    Each item is a list that begins with its title and its address below the root of the site.
    """
    actions = [
        action
        for action in manual.all(Action)
        if action.is_open and action.owner and manual.find(action.owner) is role
    ]
    return {
        "title": role.title,
        "page": _below_root(role),
        "due": [
            [*_item(entry.record), entry.what, entry.due.isoformat()]
            for entry in agenda_of(manual, role)
            if entry.due - manual.day <= _SOON
        ],
        "reading": [
            [*_item(text.record), f"{text.record.id}@{text.fingerprint}", text.minutes]
            for text in _onboarding.reading(manual, role)
        ],
        "actions": [
            [*_item(action), action.state, action.due.isoformat() if action.due else ""]
            for action in sorted(actions, key=lambda action: str(action.due or "9"))
        ],
        "systems": [[*_item(system), why] for system, why in _onboarding.systems(manual, role)],
        "changes": [_change(manual, item.change) for item in changes_for_role(manual, role)],
    }


def _item(record: Entity) -> list[str]:
    label = f"{record.short_id} {record.title}" if record.shows_id else record.title
    return [label, _below_root(record)]


def _below_root(record: Entity) -> str:
    return quote(record.address.removeprefix("/"))


def _change(manual: Manual, change: Change) -> list[str]:
    """Return a change: title, address, kind, and a checksum of what changed."""
    record = manual.find(change.key) if change.kind != "removed" else None
    address = _below_root(record) if record else f"changes/#changes-{change.folder}"
    checksum = blake2b(repr((change.key, change.fields)).encode(), digest_size=5).hexdigest()
    return [change.label, address, _changes.sort(change), checksum]
