from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.risk import Risk
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("risk-residual",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No risk is higher after treatment, and every residual risk is complete.

    Source: ISO/IEC 42001, 6.1.3.
    """
    for risk in manual.all(Risk):
        for name in ("likelihood", "impact"):
            before: int = getattr(risk, name)
            after: int | None = getattr(risk, f"residual_{name}")
            if after is not None and after > before:
                message = f"has a residual {name} of {after}, above its {name} of {before}"
                hint = f"Correct `{name}` or `residual_{name}`."
                yield RuleResult(risk, message, hint, (f"residual_{name}",))
        if (risk.residual_likelihood is None) != (risk.residual_impact is None):
            missing, given = "likelihood", "impact"
            if risk.residual_impact is None:
                missing, given = given, missing
            message = f"has a residual {given}, but no residual {missing}"
            hint = f"Add `residual_{missing}`."
            yield RuleResult(risk, message, hint, (f"residual_{missing}",))
