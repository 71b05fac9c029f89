"""The adapter to MkDocs: the events of a build."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown.extensions.toc import slugify  # type: ignore[import-untyped]  # has no types
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file
from mkdocs_macros.plugin import MacrosPlugin

from .. import program
from ..checks import _formats
from ..diagnostics import Finding, Severity
from ..loading import page_source, project
from ..model import _addresses
from ..pages import _macros
from ..pages._contact_links import link_contacts
from ..pages._markup import make_relative, rooted_links
from ..pages._outline import OutlineEntry, build_outline, entries
from ..pages._reading_time import fill_in
from ..pages._renderer import Page, unused_templates
from ..plugins import public_functions
from . import outputs, page_errors, scripts, search_index
from .edition import BuiltManual, built_manual, edition_name
from .frame import (
    ThemeTemplate,
    add_brand,
    add_redirects,
    is_written,
    load_template,
    log,
    render_markdown,
    report_errors,
    skip_markdown,
)
from .macro_output import wrap_macro
from .navigation import HELP
from .outputs import SiteOutput
from .page_context import PageContext
from .toc import build_toc
from .written_pages import WrittenPage

PAGES = "pages.json"
"""The list of the pages of an edition, for links from other editions to the same page."""

_NOTHING_TO_RUN = "---\nrender_macros: false\n---\n"


class Site:
    """The manual in a site: macros for written pages, generated pages and files."""

    def __init__(self, made: BuiltManual) -> None:
        self.manual = made.manual
        self._tell(made.findings)
        self._outputs = self._added(made)
        self._registers: dict[str, SitePage] = {}
        self._addresses: set[str] = set()
        self._found: dict[str, search_index.SearchEntry] = {}
        self._nav, self._files = Navigation([], []), Files([])
        self._context = PageContext(made.manual, self._outputs)
        self._told_already: set[Finding] = set()

    @classmethod
    def install(cls, env: MacrosPlugin) -> None:
        """Load the manual of a site and add it to the build.

        Raises:
            PluginError: The data has findings that stop a build.
        """
        root = Path(env.project_dir)
        given = os.environ.get("AIMS_DATA") or env.conf["extra"].get("data_dir", "data")
        folder = root / given
        custom = env.conf["theme"].custom_dir
        env.conf["watch"] += [str(folder), custom] if custom else [str(folder)]
        made = built_manual(Path(os.path.relpath(folder)), Path(custom) if custom else None)
        site = cls(made)
        for name, function in public_functions(_macros).items():
            macro = wrap_macro(partial(function, made.manual))
            env.macro(macro, name)  # type: ignore[no-untyped-call]  # not typed there
        # The id of a heading includes the output of its macros.
        toc = env.conf["mdx_configs"].setdefault("toc", {})
        toc["slugify"] = WrittenPage.slugs(toc.get("slugify", slugify), lambda: site._written)
        # As MkDocs does with a hooks file: the methods of `site` handle the events of the build.
        env.conf["plugins"]["aims-manual"] = site

    def _added(self, made: BuiltManual) -> Mapping[str, SiteOutput]:
        return {**made.pages, **made.downloads}

    def _tell(self, findings: Sequence[Finding]) -> None:
        """Log the findings; stop the build if one is severe enough."""
        failing = [
            finding for finding in findings if finding.severity.fails(self.manual.settings.fail_on)
        ]
        if failing:
            message = _formats.text(failing).rstrip()
            rest = len(findings) - len(failing)
            more = f"; `{program.command('check')}` lists {rest} more" if rest else ""
            self._stop(f"The build stopped; fix these findings first.\n{message}{more}")
            return
        for finding in findings:
            if finding.severity == Severity.WARNING:
                log.info("%s", finding)
        if findings:
            lists = f"`{program.command('check')}` lists all"
            log.info("%s in the data; %s", _formats.count(findings), lists)

    def _stop(self, message: str) -> None:
        raise PluginError(message)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and files, unless a written page replaces them.

        Raises:
            PluginError: A setting of MkDocs is not supported, or a file cannot be built.
        """
        if not config.use_directory_urls:
            raise PluginError(str(project.flat_pages(str(config.config_file_path))))
        for output in self._outputs.values():
            if is_written(output.path, files):
                continue
            # Pages get their HTML later: Markdown takes time and could execute text from the data.
            with report_errors(output.path):
                content: Any = _NOTHING_TO_RUN if output.page else output.content
            file = File.generated(config, output.path, content=content)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            if output.written:
                path = os.path.relpath(output.written.path, config.docs_dir)
                file.edit_uri = f"{Path(path).as_posix()}#L{output.written.line}"
            files.append(file)
        add_brand(files, config, self.manual)
        add_redirects(files, config)
        scripts.shorten_all(files)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set the globals of the templates of the theme.

        Raises:
            PluginError: A template of the theme has an error.
        """
        env.globals["organisation"] = self.manual.organisation
        env.globals["audience"] = self.manual.settings.shown_to()
        env.globals["edition"] = env.globals["audience"]  # Deprecated: its former name.
        env.globals["edition_name"] = edition_name()
        env.globals["around"] = self._context
        env.globals["register_of"] = self._register_of  # Deprecated: `around` replaces it.
        env.template_class = ThemeTemplate
        for name, own in page_errors.frame_templates(config.theme.custom_dir):
            with report_errors(own, frame=True):
                load_template(env, name)
        for finding in unused_templates(config.theme.custom_dir):
            log.info("%s", finding)
        return env

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Store the navigation, in which every page has a place."""
        self._registers = {f"/{page.url}": page for page in nav.pages}
        footer = str(config.extra.get("footer_section", HELP))
        self._context = PageContext(self.manual, self._outputs, nav.items, footer)
        self._addresses = {_addresses.decode_address(f"/{file.url}") for file in files}
        self._addresses |= {_macros.PDF} if project.makes_pdf() else set()
        self._nav, self._files = nav, files
        return nav

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the outline for the PDF, the search index and the list of pages."""
        below: dict[str, list[OutlineEntry]] = {}
        for output in self._outputs.values():
            if output.page and (file := self._files.get_file_from_path(output.path)):
                register = self._registers_path(output.page)
                below.setdefault(register, []).append(outputs.outline_entry(output, file.dest_uri))
        docs = os.path.relpath(config.docs_dir)
        build_outline(entries(self._nav.items, docs), below).write(Path(config.site_dir))
        self._warn([*search_index.broken_leads(self.manual, self._addresses)])
        index = search_index.script(self._found.values(), self.manual)
        write_file(index.encode(), f"{config.site_dir}/{search_index.PATH}")
        if edition_name():
            pages = sorted(
                file.url.removeprefix("./") for file in self._files.documentation_pages()
            )
            write_file(json.dumps(pages, indent=0).encode(), f"{config.site_dir}/{PAGES}")

    def _registers_path(self, page: Page) -> str:
        """Return the path of the register of a page in the built site."""
        inner = page.register.strip("/")
        return f"{inner}/index.html" if inner and page.register != page.address else ""

    def on_page_read_source(self, *, page: SitePage, config: MkDocsConfig) -> str | None:
        """Return a replacement for a written page that cannot be read, or None."""
        if self._made(page):
            return None
        source = page.file.content_string
        shown = page_errors.display_path(Path(page.file.abs_src_path or page.file.src_uri))
        self._written = WrittenPage(self.manual, source, shown)
        found = page_source.find_unreadable(source, shown)
        self._warn(found)
        return f"{_NOTHING_TO_RUN}{page_source.error_page(found)}" if found else None

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Mark the mentions in a written page; set the title of a generated page."""
        if self._entitle(page):
            # Setting up Markdown for an empty text would take longer than the rest of the page.
            page.render = partial(skip_markdown, page)  # type: ignore[method-assign]  # of this page alone
            return ""
        page.render = partial(render_markdown, page)  # type: ignore[method-assign]  # of this page alone
        return self._written.markdown(markdown)

    def _warn(self, findings: Sequence[Finding]) -> None:
        """Log findings about a page, each once, even if the page is read again."""
        for finding in findings:
            if finding not in self._told_already:
                self._told_already.add(finding)
                log.warning("%s", finding)

    def _entitle(self, page: SitePage) -> bool:
        """Set the title of a generated page; return whether the page is generated."""
        made = self._made(page)
        if made and made.page:
            # MkDocs and its themes use a title as HTML.
            page.meta.setdefault("title", str(escape(made.page.title)))
        return made is not None

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Return the HTML of a page, with relative links.

        Raises:
            PluginError: The template of a generated page has an error.
        """
        made = self._made(page)
        if made and made.page:
            with report_errors(made.page.address):
                html = made.page.html
            page.toc = get_toc(build_toc(html))
            page.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', html))
            # The parent marks the tab and the section of the page as active.
            register = self._register_of(page)
            page.parent = register.parent if register else page.parent
        else:
            html = self._written.html(html)
            self._warn(self._written.findings())
            self._written.entitle(page)
        html = link_contacts(fill_in(html))
        self._report_broken(html, page)
        ours = made.page if made else None
        if entry := search_index.site_entry(self.manual, ours, page, html):
            self._found[page.url] = entry
        return make_relative(html, f"/{page.url}")

    def on_page_context(
        self, context: dict[str, Any], *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Add the breadcrumbs, once the titles of all pages are known."""
        if 'class="aims-crumbs"' not in (page.content or ""):
            page.content = self._context.crumbs(page) + (page.content or "")
        return context

    def _register_of(self, page: SitePage) -> SitePage | None:
        """Return the page in the navigation to which a generated page belongs."""
        return self._registers.get(self._context.listed(page))

    def _report_broken(self, html: str, page: SitePage) -> None:
        """Report broken links in HTML; MkDocs checks Markdown only."""
        for address in sorted({_addresses.decode_address(link) for link in rooted_links(html)}):
            if not self._is_there(address):
                path = None if self._made(page) else page.file.abs_src_path
                self._warn([page_errors.broken_link(address, self.manual, path, page.file.src_uri)])

    def _is_there(self, address: str) -> bool:
        return address in self._addresses

    def _made(self, page: SitePage) -> SiteOutput | None:
        return self._context.output(page)
