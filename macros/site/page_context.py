"""What the frame shows around a page: its place, help, and how to suggest a change."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..manual import Manual
from ..pages import _reporting
from ..pages._contact_links import mailto
from ..pages._markup import make_relative
from . import page_errors
from .navigation import HELP, Place, SiteMap
from .outputs import SiteOutput


class PageContext:
    """The surroundings of the pages of a site.

    `items` is the navigation of MkDocs, `footer` the title of the section that the foot lists.
    """

    def __init__(
        self,
        manual: Manual,
        outputs: Mapping[str, SiteOutput],
        items: Iterable[Any] = (),
        footer: str = HELP,
    ) -> None:
        self._manual, self._outputs = manual, outputs
        pages = {made.page.address: made.page for made in outputs.values() if made.page}
        self._map = SiteMap(manual, items, pages.get, footer)
        self._buttons = _reporting.buttons(manual)
        self._drawn: dict[tuple[int, str], Markup] = {}

    def output(self, page: Any) -> SiteOutput | None:
        """Return the output of a generated page; None for a written page."""
        return self._outputs.get(page.file.src_uri) if page.file.generated_by else None

    def address(self, page: Any) -> str:
        """Return the address of a page from the root of the site, without percent-encoding."""
        made = self.output(page)
        return made.page.address if made and made.page else f"/{page.url}"

    def place(self, page: Any, root: str = "") -> Place:
        """Return the navigation of a page; `root` is the address of the site if there is none."""
        return self._map.place(self.address(page)) if page else self._map.place("", root)

    def listed(self, page: Any) -> str:
        """Return the address of the page in the navigation to which a page belongs, or ""."""
        return self._map.listed(self.address(page))

    def folds(self, page: Any) -> bool:
        """Return whether a page needs the room of its navigation, which it then folds."""
        hides = "navigation" in (page.meta.get("hide") or ())
        is_full = ' aims-full"' in (page.content or "")
        return hides or (is_full and self.listed(page) == self.address(page))

    def crumbs(self, page: Any) -> str:
        """Return the breadcrumbs of a page as HTML, once the titles of all pages are known."""
        address = self.address(page)
        title = str(Markup(page.meta.get("title") or page.title or "").striptags())
        return make_relative(self._map.crumbs(address, title), address)

    def help(self, page: Any, root: str = "") -> Markup:
        """Return how to report an incident and raise a concern, for the head of a page."""
        address = self.address(page) if page else ""
        key = (address.count("/"), root)
        if key not in self._drawn:
            self._drawn[key] = Markup(make_relative(self._buttons, address, root))
        return self._drawn[key]

    def feedback(self, page: Any) -> Markup:
        """Return the links to suggest a change of a page, and the file that contains its text."""
        source = self._source(page)
        receiver = feedback_email(self._manual)
        parts = []
        if page.edit_url:
            parts.append(_link(page.edit_url, "Suggest a change"))
        elif receiver:
            parts.append(
                _link(self._mail(page, receiver, "Suggestion", source), "Suggest a change")
            )
        if receiver and self._manual.settings.ask_if_clear:
            yes, no = (
                _link(self._mail(page, receiver, words, source), answer)
                for words, answer in (("Clear", "Yes"), ("Not clear", "No"))
            )
            parts.append(Markup("Is this page clear? {} / {}").format(yes, no))
        if source and not page.edit_url:
            parts.append(Markup("Source: <code>{}</code>").format(source))
        return Markup(" · ").join(parts)

    def _mail(self, page: Any, receiver: str, words: str, source: str) -> str:
        """Return the address of a mail about a page."""
        made = self.output(page)
        record = made.page.record if made and made.page else None
        title = str(Markup(page.meta.get("title") or page.title or "").striptags())
        facts = {
            "Page": page.canonical_url or self.address(page),
            "Record": record.key if record else "",
            "Source": source,
        }
        body = "".join(f"{name}: {value}\n" for name, value in facts.items() if value)
        return mailto(receiver, f"{words}: {title}", f"\n\n{body}")

    def _source(self, page: Any) -> str:
        """Return the file of a page and the line of its record; "" for other generated pages."""
        made = self.output(page)
        if made is None:
            path, line = page_errors.display_path(Path(page.file.abs_src_path or "")), ""
        elif made.written:
            path, line = str(made.written.path), f":{made.written.line}"
        else:
            return ""
        # A path outside of the project is a fact of this machine.
        outside = path.startswith("..") or Path(path).is_absolute()
        return f"{Path(path).name if outside else path}{line}"


def feedback_email(manual: Manual) -> str:
    """Return who receives suggestions: the setting, or the contact of the owner of the manual."""
    ours = manual.organisation
    contacts = ours.contacts if ours else ()
    owner = next(
        (
            contact.email
            for contact in contacts
            if ours and contact.role == ours.owner and contact.email
        ),
        "",
    )
    return manual.settings.feedback_email or owner or ""


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)
