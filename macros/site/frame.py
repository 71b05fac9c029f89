"""The frame around the pages, and what keeps it or a page from being made."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Template, TemplateError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from .. import program
from ..diagnostics import AimsError
from . import page_errors

log = get_plugin_logger("aims")


class ThemeTemplate(Template):
    """A template of the frame around the pages, what is wrong with which is told like the rest."""

    def render(self, *args: Any, **named: Any) -> str:
        with report_errors(self.filename or "", frame=True):
            return super().render(*args, **named)


@contextmanager
def report_errors(path: str, frame: bool = False) -> Iterator[None]:
    """Tell what keeps a page or file of ours, or a frame, from being made as a mistake is told."""
    try:
        yield
    except ImportError as error:
        raise PluginError(program.missing(error)) from error
    except Exception as error:  # A template can raise whatever the functions raise that it calls.
        log.debug("%s", path, exc_info=True)
        if frame:
            raise PluginError(str(page_errors.theme_error(error, path))) from error
        said = str(error) if isinstance(error, TemplateError | AimsError) else repr(error)
        raise PluginError(f"{path} cannot be made by its template: {said}") from error
