"""Garbage collection, which is paused while files are read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause garbage collection: loading makes no garbage, and the search doubles its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # All new objects join the oldest generation at once, without a scan.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()
