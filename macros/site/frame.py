"""How MkDocs renders pages and templates of the theme, and how errors in them are reported."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from .. import program
from ..diagnostics import AimsError
from . import page_errors

log = get_plugin_logger("aims")


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
