"""How many random examples are tried: by `make test-all` ten times as many as by `make test`."""

import os

from hypothesis import HealthCheck, settings

LONG = bool(os.environ.get("AIMS_LONG_TESTS"))
"""Whether the long series are run."""
MORE = 10 if LONG else 1

settings.register_profile("tests", max_examples=100 * MORE)
settings.load_profile("tests")


def tried(examples: int, **options: object) -> settings:
    """Return the settings of a test with a number of examples of its own, the same in each run."""
    always = {
        "derandomize": True,
        "database": None,
        "deadline": None,
        "suppress_health_check": list(HealthCheck),
    }
    return settings(max_examples=examples * MORE, **always | options)
