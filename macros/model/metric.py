from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ..text import Figure
from ._entity import FieldPath, Part
from ._markers import DueAgain, Happened, Heading, History, Routine
from ._owned import Owned
from ._types import Cadence, Day, Markdown, Number, next_due


class Measurement(Part):
    """A metric's value on a day."""

    on: Annotated[
        Day, Happened("was measured"), Heading("Date"), DueAgain("measurement", has_own_rule=True)
    ]
    """The day it was measured."""
    value: Number
    """The measured value."""
    note: str = ""
    """A remark on the measurement."""


class Metric(Owned):
    """A measure of whether the management system works (clause 9.1)."""

    folder = "metrics"
    name = "metric"
    plural = "metrics"
    search_weight = 0.9
    introduction = (
        "What we measure, with the latest value and the target. The page of a metric has all "
        "its values and its method of measurement."
    )
    register_columns = ("latest", "target", "unit", "better", "every", "owner")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "method": "9.1",
        "measurements": "9.1",
    }

    unit: str = ""
    """The unit: `%`, `days`."""
    target: Number
    """The target value."""
    better: Literal["higher", "lower"]
    """Whether higher or lower values are better."""
    every: Annotated[Cadence, Heading("Interval")]
    """How often it is measured."""
    method: Markdown = ""
    """The method and the source of the data."""
    measurements: Annotated[
        tuple[Measurement, ...],
        History("the measurement of {}", fixed=("value",), newest_first=False, is_asked_for=True),
        Routine(),
    ] = ()
    """The measurements, oldest first."""

    @property
    def last(self) -> Measurement | None:
        """The latest measurement; of several on one day, the one written last."""
        return self.in_time[-1] if self.measurements else None

    @property
    def in_time(self) -> list[Measurement]:
        """The measurements in the order of their days; those of one day in the written order."""
        return sorted(self.measurements, key=lambda measurement: measurement.on)

    @property
    def place_of_last(self) -> FieldPath:
        """The path of the latest measurement."""
        number = max(range(len(self.measurements)), key=lambda n: (self.measurements[n].on, n))
        return ("measurements", number)

    @property
    def next_due(self) -> date | None:
        """The due date of the next measurement, if that can be calculated."""
        return next_due(self.last.on, self.every) if self.last else None

    @property
    def latest(self) -> float | None:
        """The latest value."""
        return self.last.value if self.last else None

    @property
    def on_target(self) -> bool | None:
        """Whether the latest value meets the target."""
        if self.latest is None:
            return None
        latest, target = Figure(self.latest).exact, Figure(self.target).exact
        return latest >= target if self.better == "higher" else latest <= target
