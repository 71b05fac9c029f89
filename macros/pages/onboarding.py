import json
from collections.abc import Iterator
from functools import partial

from ..model.role import Role
from . import Asset, _onboarding
from ._markup import make_relative
from ._onboarding import HOME, TOGETHER
from ._renderer import Page, PageRenderer


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """Yield the onboarding page of each role, and the page that combines several roles."""
    roles = renderer.manual.all(Role)
    if not roles:
        return
    home = partial(renderer.render, "onboarding.index.html", roles=roles)
    yield Page(HOME, "My onboarding", home)
    together = partial(renderer.render, "onboarding-together.html")
    yield Page(TOGETHER, "My onboarding in several roles", together, register=HOME)
    for role in roles:
        html = partial(renderer.render, "onboarding.html", record=role)
        title = f"Onboarding: {role.title}"
        name = _onboarding.page_name(role)
        page = Page(_onboarding.page_of(role), title, html, register=HOME, search_weight=0.7)
        yield page
        yield Asset(f"onboarding/{name}.js", partial(_script, name, page))


def _script(name: str, page: Page) -> bytes:
    """Return a page as a script, because a page opened from disk can load only scripts."""
    shown = json.dumps(make_relative(page.html, TOGETHER), ensure_ascii=False)
    return f"aims.guide({json.dumps(name)}, {shown});\n".encode()
