"""One test over many cases: it is collected once, and it reports every case that fails.

For cases that take a moment each, of which a thousand as tests of their own would take longer to
collect and to report than to run. A case that is worth running by itself is better parametrised.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def for_each(
    names: str | tuple[str, ...], cases: Iterable[Any], label: Callable[[Any], str] = str
) -> Callable[[Test], Test]:
    """Return a decorator that makes one test of all cases; it names a case that fails by its label.

    Names and cases are given as to `pytest.mark.parametrize`. The cases share their fixtures.
    """
    several = isinstance(names, tuple)
    listed = list(cases)

    def decorate(test: Test) -> Test:
        def each(subtests, **fixtures):
            __tracebackhide__ = True
            assert listed, "there are no cases"
            for case in listed:
                given = zip(names, case, strict=True) if several else [(names, case)]
                with subtests.test(label(case)):
                    test(**dict(given), **fixtures)

        # Pytest reads from the signature which fixtures a test asks for.
        parameters = inspect.signature(test).parameters
        left = [
            one for name, one in parameters.items() if name not in (names if several else [names])
        ]
        subtests = inspect.Parameter("subtests", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        each.__signature__ = inspect.Signature([subtests, *left])
        each.__name__, each.__doc__, each.__module__ = test.__name__, test.__doc__, test.__module__
        return each

    return decorate
