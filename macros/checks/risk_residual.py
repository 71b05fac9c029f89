from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.risk import Risk
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No risk is greater once treated than before."""
    for risk in manual.all(Risk):
        for name in ("likelihood", "impact"):
            before: int = getattr(risk, name)
            after: int | None = getattr(risk, f"residual_{name}")
            if after is not None and after > before:
                message = f"has a {name} of {after} once treated, and of {before} before"
                yield RuleResult(risk, message, "Correct one of the two.", (f"residual_{name}",))
        if (risk.residual_likelihood is None) != (risk.residual_impact is None):
            missing = "likelihood" if risk.residual_likelihood is None else "impact"
            message = f"says only in part what remains once treated: no {missing}"
            hint = f"Write it under `residual_{missing}`."
            yield RuleResult(risk, message, hint, (f"residual_{missing}",))
