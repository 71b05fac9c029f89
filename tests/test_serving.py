"""The site while somebody writes it: `mkdocs serve`."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from macros.site.serving import is_asked_for
from tests.smallest import no_caches

ROOT = Path(__file__).parents[1]


MORE = [["--strict"], ["--clean"], ["--no-livereload"]]


class Server:
    """`mkdocs serve` at work in a folder."""

    def __init__(self, process, address, log):
        self.process, self.address, self._log = process, address, log

    @property
    def said(self):
        return self._log.read_text(encoding="utf-8")

    @property
    def seconds(self):
        """The processor's seconds it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def page(self, path=""):
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:
            return answer.read().decode()

    def until(self, condition, what):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if condition():
                return
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        pytest.fail(f"not within a minute: {what}\n{self.said}")


@contextmanager
def serving(folder, log, *options):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, *options]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        server = Server(process, f"http://{address}/", log)
        try:
            server.until(lambda: "Serving on" in server.said, "served")
            yield server
        finally:
            process.terminate()
            process.wait(20)


def test_mistakes_are_told_and_the_next_save_is_shown(project, tmp_path):
    roles = project / "data/roles.yaml"
    with serving(project, tmp_path / "serve.log") as server:
        assert "The boss" in server.page("roles/boss/")
        roles.write_text("- {id: boss, tile: <b>The boss}\n", encoding="utf-8")
        server.until(lambda: "The build failed" in server.page("roles/boss/"), "the mistake")
        for said in (server.said, server.page()):
            assert "data/roles.yaml:1:14: error: boss: " in said
        assert "unknown field `tile` of a role" in server.said
        assert "unknown field `tile` of a role" in server.page()
        roles.write_text("- {id: boss, title: The chief}\n", encoding="utf-8")
        server.until(lambda: "The chief" in server.page("roles/boss/"), "the next save")
        assert "The build failed" not in server.page()
        assert "Traceback" not in server.said


def test_it_begins_with_a_mistake_too(project, tmp_path):
    roles = project / "data/roles.yaml"
    right = roles.read_text(encoding="utf-8")
    roles.write_text("- {id: boss, tile: <b>The boss}\n", encoding="utf-8")
    with serving(project, tmp_path / "serve.log") as server:
        assert "data/roles.yaml:1:14: error" in server.page()
        assert "<b>" not in server.page()
        roles.write_text(right, encoding="utf-8")
        server.until(lambda: "The boss" in server.page(), "what was put right")


def test_a_mistake_in_the_settings_of_mkdocs_is_survived(project, tmp_path):
    config = project / "mkdocs.yml"
    right = config.read_text(encoding="utf-8")
    with serving(project, tmp_path / "serve.log") as server:
        config.write_text(f"{right}plugin: [nothing\n", encoding="utf-8")
        server.until(lambda: "could not be built" in server.page(), "that it cannot be built")
        config.write_text(right.replace("A first manual", "Another name"), encoding="utf-8")
        server.until(lambda: "Another name" in server.page(), "what was put right")
        assert "Traceback" not in server.said


def test_a_template_that_cannot_be_used_is_told_where_it_is(project, tmp_path):
    own = project / "overrides/pages/role.html"
    own.parent.mkdir(parents=True)
    own.write_text("<h1>{{ record.tile }}</h1>\n", encoding="utf-8")
    config = project / "mkdocs.yml"
    frame = "font: false, custom_dir: overrides}"
    config.write_text(config.read_text("utf-8").replace("font: false}", frame), "utf-8")
    with serving(project, tmp_path / "serve.log") as server:
        assert "has no attribute &#x27;tile&#x27;" in server.page("roles/boss/")
        assert "answers for it" in server.page()
        own.write_text("<h1>Ours: {{ record.title }}</h1>\n", encoding="utf-8")
        server.until(lambda: "Ours: The boss" in server.page("roles/boss/"), "what was put right")


def test_a_mistake_in_the_frame_is_shown_until_it_is_put_right(project, tmp_path):
    own = project / "overrides/main.html"
    own.parent.mkdir()
    right = '{% extends "base.html" %}'
    own.write_text(right, encoding="utf-8")
    config = project / "mkdocs.yml"
    frame = "font: false, custom_dir: overrides}"
    config.write_text(config.read_text("utf-8").replace("font: false}", frame), "utf-8")
    with serving(project, tmp_path / "serve.log") as server:
        own.write_text(f"{right}\n{{% blok %}}", encoding="utf-8")
        server.until(lambda: "main.html:2:1: error" in server.page(), "what is wrong with it")
        own.write_text(right, encoding="utf-8")
        server.until(lambda: "answers for it" in server.page(), "what was put right")
        assert "Traceback" not in server.said


def test_a_page_that_cannot_be_made_says_so(project, tmp_path):
    (project / "docs/bad.md").write_text("# Bad\n\n{{ nothing_of_this_name() }}\n", "utf-8")
    with serving(project, tmp_path / "serve.log") as server:
        assert "nothing_of_this_name" in server.page("bad/")
        assert "The boss" in server.page()


def test_strange_requests_are_refused_and_leave_nothing_in_the_log(project, tmp_path):
    strange = [
        (405, {"method": "POST"}, ""),
        (405, {"method": "PUT"}, "roles/boss/"),
        (403, {"headers": {"Host": "evil.example"}}, ""),
        (404, {}, "%ff%fe"),
        (404, {}, "%1b%5b31m" + "a" * 5000),
        (404, {}, "a%00b"),
        (404, {}, "no/such/page/"),
    ]
    with serving(project, tmp_path / "serve.log") as server:
        for status, how, path in strange:
            request = urllib.request.Request(f"{server.address}{path}", **how)
            with pytest.raises(urllib.error.HTTPError) as error:
                urllib.request.urlopen(request, timeout=60)
            error.value.close()
            assert error.value.code == status, path
        host, _, port = server.address.removeprefix("http://").rstrip("/").partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as raw:
            raw.sendall(b"GET /\x1b]0;pwned\x07 HTTP/1.0\r\n\r\n")
            # Read to the end: the server does not log a request whose reader has gone.
            assert b"403 Forbidden" in b"".join(iter(lambda: raw.recv(1000), b""))
        assert "The boss" in server.page("roles/boss/")
        head = urllib.request.Request(f"{server.address}roles/boss/", method="HEAD")
        with urllib.request.urlopen(head, timeout=60) as answer:
            assert answer.status == 200
        said = server.said.partition("Serving on")[2]
        assert "pwned" in said and len(said) < 5000
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", said), repr(said)


@pytest.mark.parametrize("options", [[], ["--strict"], ["--no-livereload"]])
def test_an_address_that_is_taken_is_told(project, options):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        address = f"127.0.0.1:{port}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, *options]
        done = subprocess.run(
            command, cwd=project, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"Cannot serve {address}: Address already in use." in said
    assert f"Use another address: `mkdocs serve -a 127.0.0.1:{port + 1}`." in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "options", [[], *(pytest.param(one, marks=pytest.mark.slow) for one in MORE)], ids=str
)
def test_every_way_of_serving_shows_pages_downloads_and_addresses(project, tmp_path, options):
    with serving(project, tmp_path / "serve.log", *options) as server:
        assert "answers for it" in server.page()
        assert "answers for it" in server.page("index.html")
        assert "The boss" in server.page("roles")
        assert "The boss" in server.page("roles/boss/")
        assert "The boss" in server.page("downloads/roles.csv")
        assert "The boss" in server.page("search/pages.js")
        with pytest.raises(urllib.error.HTTPError) as error:
            server.page("roles/../../mkdocs.yml")
        error.value.close()
        assert error.value.code == 404


@pytest.mark.slow
def test_what_is_saved_is_on_screen_at_once(tmp_path):
    """The whole manual of this repository, of which a build takes half a minute."""
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=no_caches)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    role = tmp_path / "data/roles/data-steward.yaml"
    with serving(tmp_path, tmp_path / "serve.log") as server:
        assert server.seconds < 12  # Most of it is Python loading its modules.
        assert "Data Steward" in server.page("roles/data-steward/")
        before = server.seconds
        role.write_text(role.read_text("utf-8").replace("Data Steward", "Data Keeper"), "utf-8")
        server.until(lambda: "Reloading browsers" in server.said, "built again")
        assert "Data Keeper" in server.page("roles/data-steward/")
        print("SECS", server.seconds - before)
        assert server.seconds - before < 3


def test_nobody_misses_a_page_while_the_site_is_built_again(project, tmp_path):
    with serving(project, tmp_path / "serve.log") as server:
        for number in range(6):
            title, end = f"Boss number {number}", time.monotonic() + 60
            (project / "data/roles.yaml").write_text(f"- {{id: boss, title: {title}}}\n", "utf-8")
            while title not in server.page("roles/boss/"):  # A page that is missing raises.
                assert time.monotonic() < end


@pytest.mark.parametrize(
    ("given", "lazy"),
    [
        ({"livereload": True}, True),
        ({"livereload": False}, False),
        ({"livereload": True, "strict": True}, False),
        ({"livereload": True, "build_type": "clean"}, False),
        ({"livereload": False, "no_livereload": False}, True),
        ({"livereload": False, "no_livereload": True}, False),
    ],
)
def test_pages_wait_for_a_browser_under_mkdocs_and_properdocs(given, lazy):
    with click.Context(click.Command("serve"), info_name="serve") as context:
        context.params = {"dev_addr": None, **given}
        assert is_asked_for() is lazy
