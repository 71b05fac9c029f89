"""Publishes where there is no room: on a small file system, and on one that may not be written to.

`python -m tests.crowding FOLDER PROJECT` mounts over FOLDER, so it runs in a mount namespace of its
own, as `test_publishing_crashes.py` starts it. It prints how often it tried.
"""

import os
import subprocess
import sys
from pathlib import Path

from macros.editions.publishing import publisher
from macros.editions.publishing.errors import PublishingError
from tests.editions import assert_whole, contents, edition, filled, kept, left, run, write_edition

STEP = 24_576


def mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


def fill(folder: Path, free: int) -> None:
    """Leave so many bytes of a file system free."""
    (folder / ".filler").unlink(missing_ok=True)
    state = os.statvfs(folder)
    with (folder / ".filler").open("wb") as file:
        file.write(bytes(max(0, state.f_bavail * state.f_frsize - free)))


def crowd(folder: Path) -> None:
    """Publish with less and less room, until there is none."""
    publisher.publish(folder, edition("1.0"), filled("a", 40))
    refused = published = 0
    for number, free in enumerate(range(900_000, -1, -STEP)):
        # Another edition, and another one in the place of the first.
        for name, replace in ((f"2.{number}", False), ("1.0", True)):
            fill(folder, free)
            before, listed = kept(folder), (folder / "versions.json").read_bytes()
            try:
                publisher.publish(folder, edition(name), filled(f"{number}", 40), replace=replace)
                published += 1
            except PublishingError as error:
                assert "there is no space left on the disk" in str(error), error
                assert (folder / "versions.json").read_bytes() == listed
                assert left(folder) == [".filler"]
                refused += 1
            (folder / ".filler").unlink()
            assert_whole(folder)
            assert before <= kept(folder)
            if name != "1.0" and (folder / name).exists():
                publisher.retire(folder, name, successor="1.0", delete=True)
    assert refused > 10 and published > 10, (refused, published)
    print(f"{refused + published} tried on a full disk: {published} published, {refused} refused")


def crowd_command(folder: Path, project: Path) -> None:
    """Publish by the whole command, first with room enough, then with too little."""
    write_edition(project, "1.0")
    done = run(project, "publish", "--to", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    before = contents(folder)
    write_edition(project, "2.0")
    for free in (0, 100_000, 700_000):
        fill(folder, free)
        done = run(project, "publish", "--to", str(folder))
        (folder / ".filler").unlink()
        assert done.returncode == 1, f"{free} bytes were enough"
        lines = done.stderr.splitlines()
        assert f"{folder}: there is no space left on the disk" in lines, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert contents(folder) == before
        print(f"the whole command with {free} bytes left: told, and nothing was changed")


def shut(folder: Path, project: Path) -> None:
    """Publish to a folder that may not be written to."""
    before = contents(folder)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    done = run(project, "publish", "--to", str(folder))
    assert done.returncode == 1
    assert f"{folder}: cannot be written to" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert contents(folder) == before
    done = run(project, "verify", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    print("a read-only folder: told, and verified")


if __name__ == "__main__":
    small, project = Path(sys.argv[1]), Path(sys.argv[2])
    mount(small, "size=3m")
    crowd(small)
    mount(small, "size=8m")
    crowd_command(small, project)
    shut(small, project)
