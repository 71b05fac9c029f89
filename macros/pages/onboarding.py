import json
from collections.abc import Iterator
from functools import partial

from ..model.role import Role
from . import Asset, _onboarding
from ._markup import make_relative
from ._onboarding import HOME, TOGETHER
from ._renderer import Page, PageRenderer


def pages(renderer: PageRenderer) -> Iterator[Page | Asset]:
    """What is expected of whoever takes up a role: a page for each, and one for several at once."""
    roles = renderer.manual.all(Role)
    if not roles:
        return
    home = partial(renderer.render, "onboarding.index.html", roles=roles, guide=_onboarding)
    yield Page(HOME, "What is expected of me", home)
    together = partial(renderer.render, "onboarding-together.html", guide=_onboarding)
    yield Page(TOGETHER, "What is expected of me in several roles", together, register=HOME)
    for role in roles:
        html = partial(renderer.render, "onboarding.html", record=role, guide=_onboarding)
        title = f"What is expected of you as {role.title}"
        name = _onboarding.page_name(role)
        page = Page(_onboarding.page_of(role), title, html, register=HOME)
        yield page
        yield Asset(f"onboarding/{name}.js", partial(_script, name, page))


def _script(name: str, page: Page) -> bytes:
    """Return a page as a script: a page read from disk may load that, and nothing else."""
    shown = json.dumps(make_relative(page.html, TOGETHER), ensure_ascii=False)
    return f"aims.guide({json.dumps(name)}, {shown});\n".encode()
