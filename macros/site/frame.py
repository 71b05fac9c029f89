"""The templates of the theme, and errors of all templates."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Template, TemplateError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from .. import program
from . import page_errors

log = get_plugin_logger("aims")


class ThemeTemplate(Template):
    """A template of the theme whose errors are reported as findings."""

    def render(self, *args: Any, **named: Any) -> str:
        with report_errors(self.filename or "", frame=True):
            return super().render(*args, **named)


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
        message = str(error) if isinstance(error, TemplateError) else repr(error)
        raise PluginError(f"{path}: the template failed: {message}") from error
