"""A real browser and real servers for the tests of the built site."""

import functools
import http.server
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
TESTS = Path(__file__).parent
BELOW = "/intranet/aims/"
"""The path below which the documented servers show the manual."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
"""How Chromium runs as root in a container, without a screen."""


TYPES = "text/html html\ntext/css css\nimage/svg+xml svg\nfont/woff2 woff2\napplication/json json\n"
"""The kinds of file Apache is to know, where the system has no list of them."""


def needed(program: str, package: str, *names: str) -> str:
    """Return the path of a program, or fail the test with what to install."""
    for name in (program, *names):
        if found := shutil.which(name):
            return found
    pytest.fail(
        f"These tests need {package}, which is not here. Debian, Ubuntu: apt install {package}",
        pytrace=False,
    )


def from_npm(path: str) -> Path:
    """Return a file of an npm package, or fail the test with how to get it."""
    found = TESTS / "node_modules" / path
    if not found.exists():
        pytest.fail(
            f"These tests need {path.split('/')[0]} from npm, which is not here:"
            " npm ci --prefix tests --ignore-scripts",
            pytrace=False,
        )
    return found


@dataclass(frozen=True)
class Place:
    """Where a built site can be opened."""

    name: str
    root: str
    """The address of its first page."""

    def address(self, path: str) -> str:
        """Return the address of a page: `roles/data-steward/`."""
        folder, mark, query = path.partition("?")
        if self.root.startswith("file:") and (not folder or folder.endswith("/")):
            folder += "index.html"
        return self.root + folder + mark + query


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium."""
    # The browser without its windows opens a page in half the time.
    names = ("chromium", "chromium-browser", "google-chrome")
    path = needed("chromium-headless-shell", "chromium", *names)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page; while it is open nothing may go wrong or elsewhere."""
    contexts, wrong = [], []

    def visit(address: str, width: int = 1366, colours: str = "light", **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=colours,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        home = urlsplit(address)

        def watch(request) -> None:
            gone = urlsplit(request.url)
            if gone.scheme not in ("data", "blob") and (gone.scheme, gone.netloc) != home[:2]:
                wrong.append(f"{page.url} asks another host: {request.url}")

        def hear(message) -> None:
            if message.type in ("error", "warning"):
                wrong.append(f"{page.url}: {message.text}")

        page.on("request", watch)
        page.on("console", hear)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def nginx(built_site, tmp_path_factory) -> Iterator[Place]:
    """Return the site behind nginx, as `docs/reference/hosting.md` says it is to be configured."""
    with behind_nginx(built_site, tmp_path_factory.mktemp("nginx")) as place:
        yield place


@contextmanager
def behind_nginx(site: Path, folder: Path, editions: bool = False) -> Iterator[Place]:
    """Serve a site, or a folder of editions, by nginx, whose own files go into a folder."""
    program, port = needed("nginx", "nginx", "/usr/sbin/nginx"), free_port()
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"user root; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n{paths}"
        f"server {{ listen 127.0.0.1:{port};\n{documented('nginx', site, editions)}}} }}\n"
    )
    command = [program, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]
    with running([*command, "-g", "daemon off;"], port):
        yield Place("nginx", f"http://127.0.0.1:{port}{BELOW}")


@pytest.fixture(scope="session")
def apache(built_site, tmp_path_factory) -> Iterator[Place]:
    """Return the site behind Apache, as `docs/reference/hosting.md` says it is to be configured."""
    with behind_apache(built_site, tmp_path_factory.mktemp("apache")) as place:
        yield place


@contextmanager
def behind_apache(site: Path, folder: Path, editions: bool = False) -> Iterator[Place]:
    """Serve a site, or a folder of editions, by Apache, whose own files go into a folder."""
    program, port = needed("apache2", "apache2", "/usr/sbin/apache2", "httpd"), free_port()
    open_copy = readable_by_all(site)
    (folder / "mime.types").write_text(TYPES)
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in (
            "mpm_event",
            "authz_core",
            "alias",
            "deflate",
            "dir",
            "filter",
            "headers",
            "mime",
        )
    )
    (folder / "apache.conf").write_text(
        f"{modules}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"DefaultRuntimeDir {folder}\nErrorLog {folder}/error.log\n"
        f"TypesConfig {folder}/mime.types\n"
        # Apache will not serve as root; the folder of the test is root's alone.
        f"User www-data\nGroup www-data\n{documented('apache', open_copy, editions)}"
    )
    try:
        with running([program, "-f", f"{folder}/apache.conf", "-X"], port):
            yield Place("apache", f"http://127.0.0.1:{port}{BELOW}")
    finally:
        shutil.rmtree(open_copy)


@pytest.fixture(scope="session")
def disk(built_site) -> Place:
    """Return the site as it is opened from a disk."""
    return Place("disk", f"{built_site.as_uri()}/")


@pytest.fixture(
    scope="session",
    params=["nginx", *(pytest.param(one, marks=pytest.mark.slow) for one in ("apache", "disk"))],
)
def place(request) -> Place:
    """Return each of the places a site can be opened from."""
    return request.getfixturevalue(request.param)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder by Python for as long as it is needed, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def documented(server: str, site: Path, editions: bool = False) -> str:
    """Return the configuration that the page about hosting shows, for the folder of a site.

    For a folder of editions one line differs, as the page says.
    """
    page = (ROOT / "docs/reference/hosting.md").read_text(encoding="utf-8")
    block = re.search(rf"```{server}\n(.*?)```", page, re.DOTALL)
    assert block, f"docs/reference/hosting.md shows no configuration of {server}"
    config = block[1]
    if editions:
        line = re.search(rf"\| {server} \| `(.*)` \| `(.*)` \|", page, re.IGNORECASE)
        assert line and line[1] in config, "docs/reference/hosting.md says what differs"
        config = config.replace(line[1], line[2])
    return config.replace("/srv/www/aims/", f"{site}/")


def readable_by_all(site: Path) -> Path:
    """Return a copy of the site in a folder that a server without rights can read."""
    copy = Path(tempfile.mkdtemp(prefix="aims-site-"))
    shutil.copytree(site, copy, symlinks=True, dirs_exist_ok=True)
    copy.chmod(0o755)
    return copy


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server for as long as it is needed."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        end = time.monotonic() + 20
        while not _listens(port):
            ended = server.poll() is not None or time.monotonic() > end
            assert not ended, f"{command[0]} does not listen: {_said(server)}"
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _said(server: subprocess.Popen) -> str:
    server.kill()
    return server.communicate()[0]
