"""The site while somebody writes it: a page is made when a browser asks for it.

Making every page again after each change takes half a minute, and one of them is looked at.
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

_TROUBLE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1">
<title>Cannot be shown yet</title>
<h1>The manual cannot be shown yet</h1>
<p>This page goes away once this is put right and saved.</p>
<pre>{}</pre>
"""


def is_asked_for() -> bool:
    """Return whether pages can wait: the command is `mkdocs serve`, and not for a whole site."""
    context = click.get_current_context(silent=True)
    given = context.params if context and context.info_name == "serve" else {}
    # MkDocs says `livereload`; ProperDocs, which runs its plugins, says `no_livereload`.
    once = given.get("no_livereload", not given.get("livereload", True))
    return bool(given) and not (given.get("build_type") or given.get("strict") or once)


@cache  # Once it is served, what is served has it.
def _ensure_free(host: str, port: int) -> None:
    """Raise an error where the address cannot be served: MkDocs would end in a traceback."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind((host, port))
    except (OSError, OverflowError) as error:
        another = port + 1 if port < 65535 else 8001
        said = f"{host}:{port} cannot be served: {getattr(error, 'strerror', '') or error}."
        cure = f"Name another address: `mkdocs serve -a {host}:{another}`."
        raise PluginError(f"{said} {cure}") from error


def ensure_served(config: MkDocsConfig) -> None:
    """Raise an error where the command is to serve the site, and its address cannot be served."""
    context = click.get_current_context(silent=True)
    if context and context.info_name == "serve":
        _ensure_free(config.dev_addr.host, config.dev_addr.port)


class LazySite(Site):
    """A site whose pages and downloads wait until somebody asks for them."""

    newest: ClassVar["LazySite"]
    """The one that is shown: MkDocs makes one for each build, and serves by the first of them."""

    def __init__(self, made: BuiltManual) -> None:
        self.trouble = ""
        """What must be put right before it can be shown."""
        self.failed: dict[str, str] = {}
        """Why a page could not be made, by what a browser asked for: it is not tried again."""
        self._edition = made
        super().__init__(made)

    def _added(self, made: BuiltManual) -> Mapping[str, SiteOutput]:
        return {path: output for path, output in made.pages.items() if output.page}

    def _stop(self, said: str) -> None:
        log.error(said)
        self.trouble = said

    def _is_there(self, address: str) -> bool:
        # Whether a download is there is seen once it is asked for: making all of them takes long.
        waits = address.startswith(f"/{exports.FOLDER}/") or address[1:] in self._edition.pages
        return waits or super()._is_there(address)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of the manual to those that are written."""
        return HiddenFiles(super().on_files(files, config=config))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep all pages back, once the navigation knows their titles."""
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
        """Give the frame of the pages what it shows besides them."""
        self._environment = super().on_env(env, config=config, files=files)
        return self._environment

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Come in the place of the last one."""
        type(self).newest = self

    def on_serve(self, server: LiveReloadServer, **_: Any) -> None:
        """Make what a browser asks for, before the server looks for the file."""
        wrap_server(server)

    def make(self, path: str) -> None:
        """Write the file of this path in the site, where it waits to be made."""
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
    """The files of a site, of which MkDocs sees no page once they are kept back."""

    kept_back = False

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        return [] if self.kept_back else [*super().documentation_pages(inclusion=inclusion)]


def wrap_server(server: LiveReloadServer) -> None:
    """Let a server ask for what is not made yet."""
    busy, build, app = RLock(), server.builder, server.get_app()
    assert app

    def build_again() -> None:
        with busy:  # Nobody gets a page of a site that is half there.
            try:
                build()
            except Exception as error:  # Raised on, it would leave all browsers waiting.
                log.error("%s", error, exc_info=not isinstance(error, MkDocsException))
                # MkDocs stops with a few words of its own, and has logged what was the matter.
                said = error.__context__ if isinstance(error, Abort) else None
                LazySite.newest.trouble = f"The site could not be built: {said or error}"

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
                site, trouble = LazySite.newest, _made(path.removeprefix(server.mount_path))
            if trouble:
                start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
                return [_TROUBLE.format(escape(trouble)).encode()]
            head, body = _asked(app, environ)
            # Where a change was noticed in between, the page went with the site it was made for.
            if not head[0].startswith("404") or site is LazySite.newest:
                start_response(*head)
                return body

    _LIVERELOAD.addFilter(_shown)
    server.builder = build_again
    server.set_app(answer)


def _shown(record: logging.LogRecord) -> bool:
    """Keep what a browser sends from giving commands to the terminal in which it is logged."""
    record.msg, record.args = escape_control(record.getMessage()[:_LONGEST_LINE]), ()
    return True


def _asked(app: Any, environ: dict[str, Any]) -> tuple[list[Any], Iterable[bytes]]:
    """Return how an application answers: status and headers, and the content."""
    head: list[Any] = []
    body = app(environ, lambda *said: head.extend(said))
    return head, body


def _made(path: str) -> str:
    """Make what a browser asks for; return why it cannot be shown."""
    site = LazySite.newest
    is_page = path.endswith(".html") or "." not in posixpath.basename(path)
    # One name for one file, however it is asked for: there are only so many that can fail.
    file = posixpath.normpath(f"/{path}").lstrip("/")
    if told := site.trouble or site.failed.get(file):
        return told if is_page else ""
    try:
        site.make(file)
        site.make(posixpath.join(file, "index.html"))
    except Exception as error:  # Whatever it is, the server goes on.
        site.failed[file] = f"{file or 'The page'} could not be made: {error}"
        log.error("%s", "\n".join(escape_control(line) for line in site.failed[file].splitlines()))
        return site.failed[file] if is_page else ""
    return ""
