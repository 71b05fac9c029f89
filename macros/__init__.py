"""The manual of an AI management system: data in, site and PDF out.

mkdocs-macros calls `define_env`. Continue reading in `site/plugin.py`, or in `__main__.py` for the
command line. `macros/README.md` describes the layers.
"""

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Load the manual and add it to the MkDocs build.

    Raises:
        PluginError: A package is missing, or the data or the settings have errors.
    """
    from mkdocs.exceptions import PluginError

    try:
        from jinja2 import TemplateSyntaxError
        from mkdocs_macros.errors import format_error

        from .diagnostics import AimsError
        from .loading import page_source
        from .site import page_errors
        from .site.plugin import Site
        from .site.serving import LazySite, ensure_served, is_asked_for

        def replace_page(error: Exception, markdown: str, page: Any) -> str:
            # Otherwise mkdocs-macros reads the title too, and reports the same error again.
            page.title = page_source.TITLE
            finding = page_errors.explain_error(error, markdown, Path(page.file.abs_src_path))
            return page_source.error_page([finding])

        for sort in (Exception, TemplateSyntaxError):
            format_error.register(sort, replace_page)
        ensure_served(env.conf)
        (LazySite if is_asked_for() else Site).install(env)
    except ImportError as error:
        # mkdocs-macros would report this as "could not find custom 'macros' module". Some packages
        # are only loaded when they are needed.
        from . import program

        raise PluginError(program.missing(error)) from error
    except AimsError as error:
        raise PluginError(f"The manual cannot be built yet.\n{error}") from error
