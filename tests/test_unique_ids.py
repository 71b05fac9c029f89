"""An id stands once on a page, so that a link to it leads to one place."""

import re
from collections import Counter
from typing import Any

import pytest

from macros.manual import Manual
from macros.model import Reference
from macros.site import outputs
from tests.everything import Filling, _flat, _id


class OnOneRecord(Filling):
    """Records that all name the first of each kind, as two decisions on one control do."""

    def _single(self, annotation: Any, marks: tuple[Any, ...], n: int) -> Any:
        for mark in _flat(marks):
            if isinstance(mark, Reference) and mark.folders:
                return _id(mark.folders[0], 1)
        return super()._single(annotation, marks, n)


HEADED = "# Heading\n\n## Heading\n\nText[^1]\n\n[^1]: Note\n\n## Heading"


@pytest.mark.parametrize(
    ("filling", "audience"),
    [(Filling(), "auditor"), (OnOneRecord(), "auditor"), (OnOneRecord(prose=HEADED), "staff")],
    ids=["each", "one", "headed"],
)
def test_an_id_stands_once_on_every_page(filling, audience, tmp_path, monkeypatch):
    monkeypatch.setenv("AIMS_AUDIENCE", audience)
    manual = Manual.load(filling.files(tmp_path / "data"))
    count = 0
    for output in outputs.pages(manual):
        if output.page:
            ids = Counter(re.findall(r'\sid="([^"]*)"', output.page.html))
            count += 1
            assert {id: times for id, times in ids.items() if times > 1} == {}, output.path
    assert count > 80
