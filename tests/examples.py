"""How many random examples are tried: a few, and many more by `make test-all`."""

import os

from hypothesis import HealthCheck, settings

LONG = bool(os.environ.get("AIMS_LONG_TESTS"))
"""Whether the long series are run."""

SEED = {} if os.environ.get("AIMS_RANDOM_TESTS") else {"derandomize": True, "database": None}
"""The same examples in each run; with `AIMS_RANDOM_TESTS`, others each time, to look for faults."""

settings.register_profile("tests", max_examples=300 if LONG else 100, **SEED)
settings.load_profile("tests")


def tried(examples: int, long: int = 0, **options: object) -> settings:
    """Return the settings of a test with a number of examples of its own.

    In the long series it tries ten times as many, or as many as `long` says.
    """
    always = SEED | {"deadline": None, "suppress_health_check": list(HealthCheck)}
    return settings(max_examples=(long or 10 * examples) if LONG else examples, **always | options)
