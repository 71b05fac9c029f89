"""Every page of the site, opened in a browser: nothing fails, nothing comes from elsewhere.

The pages come from nginx with the documented Content-Security-Policy, which would forbid a style or
a script inside a page, and say so on the console.
"""

from urllib.parse import urlsplit

import pytest

PARTS = 8


class Witness:
    """What goes wrong on the pages of a tab, each with its address."""

    def __init__(self, page, home: str) -> None:
        self.wrong: list[str] = []
        self.open, self._home = "", urlsplit(home)[:2]
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            self._note(message.text)

    def _asked(self, request) -> None:
        gone = urlsplit(request.url)
        if gone.scheme not in ("data", "blob") and gone[:2] != self._home:
            self._note(f"asks another host: {request.url}")

    def _failed(self, request) -> None:
        # What a page still asked for when the next one was opened was given up, it did not fail.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"{request.url}: {request.failure}")

    def _answered(self, response) -> None:
        if response.status >= 400:
            self._note(f"{response.url}: {response.status}")

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.open}: {what}")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_opens_without_a_complaint_and_asks_no_other_host(
    part, chromium, nginx, built_site
):
    pages = sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))
    context = chromium.new_context(viewport={"width": 1366, "height": 800})
    page = context.new_page()
    witness = Witness(page, nginx.root)
    for path in pages[part::PARTS]:
        witness.open = path
        page.goto(nginx.address(path.removesuffix("index.html")))
    context.close()
    assert len(pages) > PARTS
    assert witness.wrong == []


def test_the_witness_sees_what_goes_wrong(chromium, nginx):
    context = chromium.new_context()
    page = context.new_page()
    witness = Witness(page, nginx.root)
    page.goto(nginx.address("risks/"))
    # Each is forbidden by the policy, missing, or a mistake.
    page.evaluate(
        """() => {
          document.body.append(Object.assign(new Image(), { src: "http://elsewhere.test/x.png" }));
          document.body.append(Object.assign(new Image(), { src: "missing.png" }));
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>");
        }"""
    )
    page.wait_for_timeout(300)
    context.close()
    said = "\n".join(witness.wrong)
    assert "elsewhere.test" in said
    assert "missing.png: 404" in said
    assert "Content Security Policy" in said
