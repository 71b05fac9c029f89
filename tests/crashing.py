"""Kills a publisher at every step it takes in the file system, one step after another.

`python -m tests.crashing FOLDER` prints how many steps there were; it ends with 1 where one of them
left readers with less than the old or the new. Each publisher is a process of its own, forked here,
for a killed one takes all it was with it.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from macros.editions.publishing import publisher, verifying
from macros.editions.publishing.editions import Editions
from tests.editions import assert_whole, edition, filled, kept, left

STEPS = {
    "ctypes.dlsym",  # Before two folders are exchanged.
    "open",
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
}
ACTIONS: dict[str, Callable[[Path], object]] = {
    "a first edition": lambda folder: publisher.publish(folder, edition("1.0"), filled("a", 3)),
    "the next edition": lambda folder: publisher.publish(folder, edition("3.0"), filled("c", 3)),
    "the same edition": lambda folder: publisher.publish(folder, edition("2.0"), filled("b", 3)),
    "another in its place": lambda folder: publisher.publish(
        folder, edition("2.0"), filled("x", 3), replace=True
    ),
    "an older one again": lambda folder: publisher.publish(
        folder, edition("2.0"), filled("old", 3), replace=True
    ),
    "one retired": lambda folder: publisher.retire(folder, "1.0"),
    "the current one retired": lambda folder: publisher.retire(folder, "2.0", successor="1.0"),
    "one deleted": lambda folder: publisher.retire(folder, "1.0", delete=True),
}


def killed(action: Callable[[Path], object], folder: Path, step: int) -> bool:
    """Return whether an action was killed before a step; not where it has fewer steps."""
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status)
    taken = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        # Reading changes nothing.
        if event not in STEPS or (event == "open" and not int(str(arguments[2])) & 0o3):
            return
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        action(folder)
    finally:
        os._exit(0)


def two_editions(folder: Path) -> None:
    """Publish two editions, of which one was replaced before."""
    publisher.publish(folder, edition("1.0"), filled("a", 3))
    publisher.publish(folder, edition("2.0"), filled("old", 3))
    publisher.publish(folder, edition("2.0"), filled("b", 3), replace=True)


def try_all(name: str, base: Path) -> int:
    """Kill an action at each of its steps, look what is left each time, and return how many."""
    pristine, folder, step = base / "pristine", base / "published", 0
    if name != "a first edition":
        two_editions(pristine)
    while True:
        step += 1
        shutil.rmtree(folder, ignore_errors=True)
        if pristine.exists():
            shutil.copytree(pristine, folder, symlinks=True)
        before = kept(folder) if folder.exists() else set()
        if not killed(ACTIONS[name], folder, step):
            break
        if folder.exists() and Editions.read(folder).entries():
            assert_whole(folder)
            assert (folder / "latest/index.html").is_file() or not pristine.exists(), step
        if name != "one deleted" and folder.exists():
            assert before <= kept(folder), f"{name}, step {step}: an edition was lost"
        publisher.publish(folder, edition("4.0"), filled("d", 3), break_lock=True)
        assert_whole(folder)
        notes = [note for note in verifying.verify(folder).notes if "not listed" not in note.what]
        assert (notes, left(folder)) == ([], []), f"{name}, step {step}"
        if name != "one deleted":
            assert before <= kept(folder), f"{name}, step {step}: lost by the next one"
    shutil.rmtree(pristine, ignore_errors=True)
    return step - 1


if __name__ == "__main__":
    total = 0
    for name in ACTIONS:
        steps = try_all(name, Path(sys.argv[1]))
        print(f"{name}: killed at each of {steps} steps", flush=True)
        total += steps
    print(f"{total} kills, after each all that is listed was whole and nothing lost")
