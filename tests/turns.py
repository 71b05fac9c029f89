"""Takes turns between the workers of a test run: a test that measures time runs alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".cache"


@contextmanager
def turn(alone: bool) -> Iterator[None]:
    """Wait until a test may run: beside others, or alone when all others have ended.

    A test that waits to run alone holds the gate, so that no other one begins meanwhile.
    """
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "tests.gate").open("w") as gate, (FOLDER / "tests.room").open("w") as room:
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield
