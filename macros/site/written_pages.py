"""The rendering of a page in `docs/`: macros, links to records and title."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import Any

from markupsafe import escape

from ..diagnostics import Finding
from ..manual import Manual
from ..model._mentions import Mention, replace_candidates
from ..pages._markup import label_link, wrap_written_tables
from . import macro_output, page_errors


class WrittenPage:
    """A page in `docs/`.

    `source` is the text of its file; `path` is the file in messages.
    """

    def __init__(self, manual: Manual, source: str, path: str) -> None:
        self._manual, self._source, self._path = manual, source, path
        self._insertions = macro_output.start_page(source)
        self._unknown: dict[tuple[str, int], Mention] = {}

    def markdown(self, markdown: str) -> str:
        """Return the page's Markdown with a mark for each link to a record.

        Mentions in code do not become links. Only Python-Markdown knows what is code, so this is
        decided when the page is HTML.
        """
        seen: Counter[str] = Counter()

        def mark(mention: Mention) -> str:
            seen[mention.written] += 1
            html = label_link(mention, self._manual)
            words = html or escape(self._manual.name_of(mention))
            used = None
            if html is None and mention.target not in self._manual.withheld.redaction.names:
                used = partial(self._note, mention, seen[mention.written])
            harmless = self._insertions.without_marks(words)
            return self._insertions.add(harmless, mention.written, used)

        return replace_candidates(markdown, mark)

    def _note(self, mention: Mention, occurrence: int) -> None:
        self._unknown[mention.written, occurrence] = mention

    def html(self, html: str) -> str:
        """Return the HTML of the page with all insertions.

        The links beside headings are for a pointer: they would be a second stop at each heading.
        """
        html = html.replace('<a class="headerlink"', '<a class="headerlink" tabindex="-1"')
        return self._insertions.fill(wrap_written_tables(html))

    def findings(self) -> list[Finding]:
        """Return a finding for each unknown id; call it after `html`."""
        return page_errors.broken_mentions(self._unknown, self._source, self._manual, self._path)

    def entitle(self, page: Any) -> None:
        """Set the titles of the page and of its table of contents, as HTML."""
        waiting = [page, *page.toc]
        while waiting:
            entry = waiting.pop()
            words = self._insertions.as_text(unescape(entry.title or ""))
            if words != unescape(entry.title or ""):
                entry.title = str(escape(words))
            waiting += entry.children or ()

    @staticmethod
    def slugs(
        given: Callable[[str, str], str], current: Callable[[], "WrittenPage"]
    ) -> Callable[[str, str], str]:
        """Return a function for the ids of headings on the current page, based on `given`."""

        def slug(words: str, separator: str) -> str:
            return given(current()._insertions.as_text(words), separator)

        return slug
