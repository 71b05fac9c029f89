"""How MkDocs renders pages and templates of the theme, and how errors in them are reported."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from .. import program
from ..diagnostics import AimsError
from ..manual import Manual
from . import branding, folding, page_errors, redirects, stylesheets

log = get_plugin_logger("aims")

_UNUSED = re.compile(r"assets/(javascripts/.*|stylesheets/.*\.(css|map)|images/favicon\.png)")


class ThemeTemplate(Template):
    """A template of the theme whose errors are reported as findings."""

    def render(self, *args: Any, **named: Any) -> str:
        with report_errors(self.filename or "", frame=True):
            return super().render(*args, **named)


def load_template(env: Environment, name: str) -> None:
    """Load a template of the theme; print a notice if it uses the former name of `audience`.

    Raises:
        TemplateError: The template has an error.
    """
    env.get_template(name)
    if env.loader:
        source, _, _ = env.loader.get_source(env, name)
        used = {(name.name, name.ctx) for name in env.parse(source).find_all(nodes.Name)}
        if ("edition", "load") in used and ("edition", "store") not in used:
            program.deprecate("the template name `edition`", "`audience`")


@contextmanager
def report_errors(path: str, frame: bool = False) -> Iterator[None]:
    """Report an error of a page, a file or a template of the theme (`frame`) as MkDocs does.

    Raises:
        PluginError: The body of the `with` statement raised an exception.
    """
    try:
        yield
    except ImportError as error:
        raise PluginError(program.missing(error)) from error
    except Exception as error:  # A template raises what the functions raise that it calls.
        log.debug("%s", path, exc_info=True)
        if frame:
            raise PluginError(str(page_errors.theme_error(error, path))) from error
        message = str(error) if isinstance(error, TemplateError | AimsError) else repr(error)
        raise PluginError(f"{path}: the template failed: {message}") from error


def skip_markdown(page: Page, *_: object) -> None:
    """Render a generated page, whose HTML is set later."""
    page.content = ""


def render_markdown(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Render a written page.

    Raises:
        PluginError: The page is nested too deep for Markdown.
    """
    try:
        Page.render(page, config, files)
    except RecursionError as error:
        source = page.file.content_string
        path = page_errors.display_path(Path(page.file.abs_src_path or page.file.src_uri))
        raise PluginError(str(page_errors.nested(source, path))) from error


def add_brand(files: Files, config: MkDocsConfig, manual: Manual) -> None:
    """Add the brand files and the style sheet; remove the files of Material that are unused.

    Raises:
        PluginError: The colour or the logo in `mkdocs.yml` is not valid.
    """
    colour = config.extra.get("brand_colour", "#1f4e79")
    logo, ours = config.theme.get("logo"), manual.organisation
    own = branding.own_logo(logo)
    try:
        made = branding.files(colour, own, ours.title if ours else config.site_name)
    except ValueError as error:
        raise PluginError(f"mkdocs.yml: extra.brand_colour: {error}.") from error
    if folding.USERS & {str(script) for script in config.extra_javascript}:
        made[folding.PATH] = folding.script()
        config.extra_javascript.insert(0, folding.PATH)
    for path, content in made.items():
        if not is_written(path, files):
            files.append(File.generated(config, path, content=content))
    if own and not files.get_file_from_path(own):
        raise PluginError(f"mkdocs.yml: theme.logo: '{logo}' is not a file of the site.")
    if Path(config.theme.custom_dir or "", "main.html").is_file() and config.theme.custom_dir:
        css, joined = stylesheets.gather(files, config.extra_css)
        others = [path for path in config.extra_css if path not in joined]
        config.extra_css[:] = [stylesheets.PATH, *others]
        for file in [file for file in files if _UNUSED.fullmatch(file.src_uri)]:
            files.remove(file)
        files.append(File.generated(config, stylesheets.PATH, content=css))


def add_redirects(files: Files, config: MkDocsConfig) -> None:
    """Add the pages of `extra.redirects`, which lead from former addresses to the present ones.

    Raises:
        PluginError: A redirect cannot work.
    """
    pages = {file.url.removeprefix("./") for file in files.documentation_pages()}
    try:
        made = redirects.files(config.extra.get("redirects"), pages, config.site_url or "")
    except redirects.RedirectError as error:
        raise PluginError(f"mkdocs.yml: extra.redirects: {error}.") from error
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))


def is_written(path: str, files: Files) -> bool:
    """Return whether a page or file in `docs/` replaces a generated one."""
    stem = path.removesuffix(".md").removesuffix("/index")
    same = (path, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md")
    return any(files.get_file_from_path(name) is not None for name in same)
