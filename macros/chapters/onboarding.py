import json
from collections.abc import Iterator

from .. import onboarding
from ..markup import relative
from ..model.role import Role
from ..onboarding import HOME, TOGETHER
from ..pages import Page, Press
from . import Asset


def chapter(press: Press) -> Iterator[Page | Asset]:
    """What is expected of whoever takes up a role: a page for each, and one for several at once."""
    roles = press.manual.all(Role)
    if not roles:
        return
    home = press.render("onboarding.index.html", roles=roles, guide=onboarding)
    yield Page(HOME, "What is expected of me", home)
    together = press.render("onboarding-together.html", guide=onboarding)
    yield Page(TOGETHER, "What is expected of me in several roles", together, register=HOME)
    for role in roles:
        html = press.render("onboarding.html", record=role, guide=onboarding)
        title = f"What is expected of you as {role.title}"
        name = onboarding.page_name(role)
        yield Page(onboarding.page_of(role), title, html, register=HOME)
        yield Asset(f"onboarding/{name}.js", _script(name, html))


def _script(name: str, html: str) -> bytes:
    """Return a page as a script: a page read from disk may load that, and nothing else."""
    shown = json.dumps(relative(html, TOGETHER), ensure_ascii=False)
    return f"aims.guide({json.dumps(name)}, {shown});\n".encode()
