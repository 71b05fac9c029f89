"""The AI management system manual: data in, site out.

This file is the only door: mkdocs-macros calls `define_env`, and everything else is reached
from there. Start reading at `site.py`, or at `__main__.py` for the manual without a site.
"""

from typing import Any


def define_env(env: Any) -> None:
    """Load the manual and hand it to MkDocs."""
    from mkdocs.exceptions import PluginError

    try:
        from .findings import ManualError
        from .serving import Draft, is_asked_for
        from .site import Site

        (Draft if is_asked_for() else Site).install(env)
    except ImportError as error:
        # mkdocs-macros would report this as "could not find custom 'macros' module". Some packages
        # are only loaded when they are needed.
        raise PluginError(f"{error}: run `make manual`, or install requirements.txt") from error
    except ManualError as error:
        raise PluginError(f"The manual cannot be built yet.\n{error}") from error
