"""Whatever happens to a publisher: readers get the old or the new, and nothing is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from macros.editions.publishing import manifest
from macros.editions.publishing import publisher as publishing
from macros.editions.publishing.editions import Editions
from tests.browser import behind_nginx, needed
from tests.editions import (
    ROOT,
    assert_served_whole,
    assert_whole,
    edition,
    filled,
    kept,
    left,
    project,
    run,
    write_edition,
)

pytestmark = pytest.mark.needs_programs

MOMENTS = 50
CHILD = """\
import sys
from pathlib import Path
from mike.versions import Versions
from macros.editions.publishing import publisher
from macros.editions.publishing.errors import PublishingError
from tests.editions import edition, filled
action, folder, name, more = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
print("begins", flush=True)
sys.stdin.readline()
try:
    if action == "retire":
        publisher.retire(folder, name, successor=more, break_lock=True)
    else:
        publisher.publish(
            folder, edition(name), filled(more), replace=action == "replace", break_lock=True
        )
except PublishingError as error:
    sys.exit(str(error))
"""


def publisher(*arguments: str, waits: bool = False) -> subprocess.Popen[str]:
    """Return a process that publishes, or does another thing of the kind; or waits for a word."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdin and child.stdout
    assert child.stdout.readline() == "begins\n"
    if not waits:
        begin(child)
    return child


def begin(child: subprocess.Popen[str]) -> None:
    """Give the word to a process that waits for it."""
    assert child.stdin
    child.stdin.write("\n")
    child.stdin.flush()


class Reader(threading.Thread):
    """Reads what is served without a pause, and keeps what was not whole."""

    def __init__(self, root: str) -> None:
        super().__init__(daemon=True)
        self.root, self.wrong, self.looks, self.ended = root, [], 0, threading.Event()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.root + path, timeout=20) as answer:
            return answer.read()

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                self.look()
            except OSError as error:
                self.wrong.append(str(error))
            self.looks += 1
            time.sleep(0.02)  # It is not to slow down what it looks at.

    def look(self) -> None:
        before = self.get("versions.json")
        found = []
        for one in Editions(json.loads(before)):
            try:
                written = self.get(f"{one.name}/manifest.json")
                found.append((one, written, self.get(f"{one.name}/index.html")))
            except OSError as error:
                found.append((one, str(error).encode(), b""))
        self.get("latest/index.html")
        # Between the looks at the list somebody may have published; then there is nothing to say.
        if self.get("versions.json") != before:
            return
        for one, written, _ in found:
            if not one.has_manifest(manifest.sha256(written)):
                self.wrong.append(f"{one.name}: {written[:80]!r}")


def how_long(folder: Path) -> float:
    """Return how many seconds a publisher takes who is left in peace."""
    child = publisher("publish", str(folder), "2.1", "2.1")
    begun = time.monotonic()
    _, said = child.communicate()
    assert child.returncode == 0, said
    return time.monotonic() - begun


@pytest.mark.slow
def test_a_publisher_is_killed_at_50_random_moments(tmp_path):
    folder, moments = tmp_path / "published", random.Random(42001)
    for name in ("1.0", "2.0"):
        publishing.publish(folder, edition(name), filled(name))
    (tmp_path / "nginx").mkdir()
    number, killed, done, files, ever = 0, 0, 0, 0, kept(folder)
    with behind_nginx(folder, tmp_path / "nginx", editions=True) as place:
        reader = Reader(place.root)
        reader.start()
        lasts = how_long(folder)
        while killed < MOMENTS:
            number += 1
            assert number <= 4 * MOMENTS, f"only {killed} of {number} were still at work"
            names = [one.name for one in Editions.read(folder)]
            action, name, more = [
                ("publish", f"3.{number}", f"{number}"),
                ("replace", moments.choice(names), f"other {number}"),
                ("retire", names[0], names[1]),
            ][2 if len(names) > 5 else number % 2]
            listed = (folder / "versions.json").read_bytes()
            child = publisher(action, str(folder), name, more)
            time.sleep(moments.uniform(0, lasts))
            child.kill()
            _, said = child.communicate()
            assert child.returncode in (0, -signal.SIGKILL), said
            killed += child.returncode != 0
            # How long one takes depends on what else the machine does.
            lasts *= 1.05 if child.returncode else 0.9
            done += (folder / "versions.json").read_bytes() != listed
            assert_whole(folder)
            files += assert_served_whole(folder, place.root)
            assert ever <= kept(folder), "something published was lost"
            ever = kept(folder)
        reader.ended.set()
        reader.join(20)
    assert reader.wrong == []
    assert done >= MOMENTS / 10, f"only {done} of {number} had come so far as to list something"
    publishing.publish(folder, edition("9.0"), filled("last"), break_lock=True)
    assert left(folder) == []
    assert_whole(folder)
    print(
        f"{number} moments tried, {killed} publishers killed at work,"
        f" {done} came so far as to list something; {files} files served whole,"
        f" {reader.looks} looks of a reader meanwhile"
    )


@pytest.mark.slow
def test_a_publisher_is_killed_at_every_step_it_takes(tmp_path):
    command = [sys.executable, "-m", "tests.crashing", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "after each all that is listed was whole and nothing lost" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("together", [("3.0", "4.0"), ("3.0", "3.0")])
def test_two_publish_at_the_same_time(tmp_path, together):
    folder, rounds, told = tmp_path / "published", 6, 0
    at_work = 0
    for name in ("1.0", "2.0"):
        publishing.publish(folder, edition(name), filled(name))
    for number in range(rounds):
        ever = kept(folder)
        names = [f"{name}.{number}" for name in together]
        both = [
            publisher("publish", str(folder), name, f"{i}", waits=True)
            for i, name in enumerate(names)
        ]
        for child in both:
            begin(child)
        ends = [(child.communicate()[1], child.returncode) for child in both]
        assert 0 in [code for _, code in ends], ends
        for said, code in ends:
            if code:
                told += 1
                assert "is publishing to it" in said or "with other content" in said, said
                at_work += "is publishing to it" in said
        assert_whole(folder)
        assert ever < kept(folder)
        assert left(folder) == []
    assert at_work, "they never met"
    print(f"{rounds} times two at once: {told} refused, {at_work} of them while the other worked")


@pytest.mark.slow
def test_there_is_no_room_or_no_right_to_write(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    apart = [needed("unshare", "util-linux"), "--mount"]
    if os.geteuid():
        apart.append("--map-root-user")
    command = [sys.executable, "-m", "tests.crowding", folder, project(tmp_path / "project")]
    done = subprocess.run(
        [*apart, *map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "a read-only folder: told, and verified" in done.stdout


@pytest.mark.slow
def test_the_whole_command_is_killed(tmp_path):
    folder, manual = tmp_path / "published", project(tmp_path / "project")
    assert run(manual, "publish", "--to", str(folder)).returncode == 0
    ever, moments = kept(folder), random.Random(42001)
    write_edition(manual, "2.0")
    for number in range(3):
        command = [sys.executable, "-m", "macros", "publish", "--to", str(folder), "--break-lock"]
        child = subprocess.Popen(
            command, cwd=manual, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        # It has checked the data and begun to build.
        assert child.stderr
        while "Building the site" not in child.stderr.readline():
            assert child.poll() is None
        time.sleep(moments.uniform(0, 4))
        child.kill()
        child.wait()
        if number == 2:
            done = run(manual, "publish", "--to", str(folder))
            assert done.returncode == 1
            assert f"process {child.pid}" in done.stderr and "--break-lock" in done.stderr
        os.killpg(child.pid, signal.SIGKILL)  # What it had started may still be at work.
        child.stderr.close()
        assert_whole(folder)
        assert kept(folder) == ever
    done = run(manual, "publish", "--to", str(folder), "--break-lock")
    assert done.returncode == 0, done.stdout + done.stderr
    assert left(folder) == []
    assert_whole(folder)
    assert [one.name for one in Editions.read(folder)] == ["2.0", "1.0"]


def test_a_folder_killed_in_its_first_edition_is_still_a_published_folder(tmp_path):
    folder: Path = tmp_path / "published"
    publishing.publish(folder, edition("1.0"), filled("a"))
    for name in ("versions.json", "versions.log", "latest", "index.html"):
        (folder / name).unlink()
    publishing.publish(folder, edition("1.0"), filled("a"))
    assert [one.name for one in Editions.read(folder)] == ["1.0"]
    assert_whole(folder)
