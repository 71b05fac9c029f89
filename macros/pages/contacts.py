from collections.abc import Iterator
from functools import partial

from . import Asset, _reporting
from ._renderer import Page, PageRenderer


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the page with all contacts, which starts with incidents and concerns."""
    html = partial(renderer.render, "contacts.html")
    yield Page(_reporting.CONTACTS, "Contacts", html, keywords=("telephone", "phone", "email"))
