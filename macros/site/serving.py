"""`mkdocs serve`: each page is built when a browser requests it.

Rebuilding all pages after each change would take half a minute.
"""

import logging
import posixpath
import socket
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from threading import RLock
from typing import Any, ClassVar

import click
from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from .. import exports
from ..diagnostics import escape_control
from . import request_errors, search_index
from .edition import BuiltManual
from .outputs import SiteOutput
from .plugin import Site

log = get_plugin_logger("aims")
_LONGEST_LINE = 500
_LIVERELOAD = logging.getLogger("mkdocs.livereload")

_FAILURE_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1">
<title>Build failed</title>
<h1>The build failed</h1>
<p>Fix this error and save the file. The page then appears here.</p>
<pre>{}</pre>
"""


def is_asked_for() -> bool:
    """Return whether pages are built on demand: `mkdocs serve` without an option for all pages."""
    context = click.get_current_context(silent=True)
    given = context.params if context and context.info_name == "serve" else {}
    # MkDocs says `livereload`; ProperDocs, which runs its plugins, says `no_livereload`.
    once = given.get("no_livereload", not given.get("livereload", True))
    return bool(given) and not (given.get("build_type") or given.get("strict") or once)


@cache  # Afterwards the server itself uses the address.
def _ensure_free(host: str, port: int) -> None:
    """Check that the address can be served; otherwise MkDocs ends in a traceback.

    Raises:
        PluginError: The address is in use or not available.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind((host, port))
    except (OSError, OverflowError) as error:
        another = port + 1 if port < 65535 else 8001
        message = f"Cannot serve {host}:{port}: {getattr(error, 'strerror', '') or error}."
        hint = f"Use another address: `mkdocs serve -a {host}:{another}`."
        raise PluginError(f"{message} {hint}") from error


def ensure_served(config: MkDocsConfig) -> None:
    """Check the address if the command is `mkdocs serve`.

    Raises:
        PluginError: The address is in use or not available.
    """
    context = click.get_current_context(silent=True)
    if context and context.info_name == "serve":
        _ensure_free(config.dev_addr.host, config.dev_addr.port)


class LazySite(Site):
    """A site whose pages and downloads are built on request."""

    newest: ClassVar["LazySite"]
    """The current site: MkDocs creates one for each build, but calls the first one only."""

    def __init__(self, made: BuiltManual) -> None:
        self.failure = ""
        """Why the site cannot be shown; an empty text if it can."""
        self.failed: dict[str, str] = {}
        """Errors by requested path; a page that failed is not built again."""
        self._edition = made
        super().__init__(made)

    def _added(self, made: BuiltManual) -> Mapping[str, SiteOutput]:
        return {path: output for path, output in made.pages.items() if output.page}

    def _stop(self, message: str) -> None:
        log.error(message)
        self.failure = message

    def _is_there(self, address: str) -> bool:
        # Downloads are checked on request: building all of them takes long.
        waits = address.startswith(f"/{exports.FOLDER}/") or address[1:] in self._edition.pages
        return waits or super()._is_there(address)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, hidden from MkDocs.

        Raises:
            PluginError: A setting of MkDocs is not supported, or a file cannot be built.
        """
        return HiddenFiles(super().on_files(files, config=config))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hide all pages after the navigation has read their titles."""
        super().on_nav(nav, config=config, files=files)
        for page in nav.pages:
            page.read_source(config)
            self._entitle(page)
        self._config = config
        shown = InclusionLevel.is_in_serve  # Drafts too.
        self._waiting = {file.dest_uri: file for file in files.documentation_pages(inclusion=shown)}
        assert isinstance(files, HiddenFiles)
        files.kept_back = True
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Set the globals of the templates of the theme.

        Raises:
            PluginError: A template of the theme has an error.
        """
        self._environment = super().on_env(env, config=config, files=files)
        return self._environment

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Replace the previous site."""
        type(self).newest = self

    def on_serve(self, server: LiveReloadServer, **_: Any) -> None:
        """Build what a browser requests before the server opens the file."""
        wrap_server(server)

    def make(self, path: str) -> None:
        """Write the file with this path in the site, if it is not built yet.

        Raises:
            PluginError: The page or file cannot be built.
        """
        made = Path(self._config.site_dir, path)
        if made.exists():
            return
        if file := self._waiting.get(path):
            self._read(file)
            _build_page(self._page(file), self._config, [], self._nav, self._environment)
        elif path == search_index.PATH:
            for file in self._waiting.values():
                if file.url not in self._found:
                    self._read(file)
            write_file(search_index.script(self._found.values()).encode(), str(made))
        elif output := self._edition.pages.get(path) or self._download(path):
            write_file(output.content, str(made))

    def _download(self, path: str) -> SiteOutput | None:
        is_one = path.startswith(f"{exports.FOLDER}/")
        return self._edition.downloads.get(path) if is_one else None

    def _read(self, file: File) -> None:
        _populate_page(self._page(file), self._config, self._files)

    def _page(self, file: File) -> Page:
        return file.page or Page(None, file, self._config)


class HiddenFiles(Files):
    """The files of a site; MkDocs sees no pages among them after `kept_back` is set."""

    kept_back = False

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        return [] if self.kept_back else [*super().documentation_pages(inclusion=inclusion)]


def wrap_server(server: LiveReloadServer) -> None:
    """Make a server build pages on request."""
    busy, build, app = RLock(), server.builder, server.get_app()
    assert app

    def build_again() -> None:
        with busy:  # No request sees a site that is incomplete.
            try:
                build()
            except Exception as error:  # An exception would leave all browsers waiting.
                log.error("%s", error, exc_info=not isinstance(error, MkDocsException))
                # The message of `Abort` is fixed; the reason is its context.
                reason = error.__context__ if isinstance(error, Abort) else None
                LazySite.newest.failure = f"The site could not be built: {reason or error}"

    served = str(server.server_address[0])

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if refused := request_errors.refuse(environ, served):
            plain = ("Content-Type", "text/plain; charset=utf-8")
            start_response(refused.status, [plain, *refused.headers])
            return [f"{refused.words}\n".encode()]
        path = request_errors.request_path(environ) or ""
        if not path.startswith(server.mount_path) or path.startswith("/livereload/"):
            return app(environ, start_response)
        while True:
            with busy:
                site, failure = LazySite.newest, _make(path.removeprefix(server.mount_path))
            if failure:
                start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
                return [_FAILURE_PAGE.format(escape(failure)).encode()]
            head, body = _call(app, environ)
            # If a change was noticed meanwhile, the page was removed with its site.
            if not head[0].startswith("404") or site is LazySite.newest:
                start_response(*head)
                return body

    _LIVERELOAD.addFilter(_sanitise_log)
    server.builder = build_again
    server.set_app(answer)


def _sanitise_log(record: logging.LogRecord) -> bool:
    """Escape control characters from a request before they reach the terminal."""
    record.msg, record.args = escape_control(record.getMessage()[:_LONGEST_LINE]), ()
    return True


def _call(app: Any, environ: dict[str, Any]) -> tuple[list[Any], Iterable[bytes]]:
    """Return the response of an application: [status, headers], and the body."""
    head: list[Any] = []
    body = app(environ, lambda *given: head.extend(given))
    return head, body


def _make(path: str) -> str:
    """Build what a browser requests; return the error to show, or an empty text."""
    site = LazySite.newest
    is_page = path.endswith(".html") or "." not in posixpath.basename(path)
    # One name for each file, however it is requested: this limits the number of errors kept.
    file = posixpath.normpath(f"/{path}").lstrip("/")
    if failure := site.failure or site.failed.get(file):
        return failure if is_page else ""
    try:
        site.make(file)
        site.make(posixpath.join(file, "index.html"))
    except Exception as error:  # The server continues after any error.
        site.failed[file] = f"{file or 'The page'} could not be built: {error}"
        log.error("%s", "\n".join(escape_control(line) for line in site.failed[file].splitlines()))
        return site.failed[file] if is_page else ""
    return ""
