from datetime import date
from typing import Literal

from ._entity import Part
from ._owned import Owned
from ._types import Cadence, Day, Markdown, after


class Measurement(Part):
    """A metric's value on a day."""

    on: Day
    """The day it was measured."""
    value: float
    """What was measured."""
    note: str = ""
    """What is worth knowing about it."""


class Metric(Owned):
    """Something that is measured to see whether the management system works (clause 9.1)."""

    folder = "metrics"
    name = "metric"
    plural = "metrics"
    listed = ("latest", "target", "unit", "better", "every", "owner")

    unit: str = ""
    """What is counted: `%`, `days`."""
    target: float
    """The value that is wanted."""
    better: Literal["higher", "lower"]
    """Which side of the target is good."""
    every: Cadence
    """How often it is measured."""
    method: Markdown = ""
    """How it is measured, and from what."""
    measurements: tuple[Measurement, ...] = ()
    """What was measured, the oldest first."""

    @property
    def last(self) -> Measurement | None:
        """The newest measurement."""
        return max(self.measurements, key=lambda measurement: measurement.on, default=None)

    @property
    def next_due(self) -> date | None:
        """The day by which it is to be measured next, where that can be told."""
        return after(self.last.on, self.every) if self.last else None

    @property
    def latest(self) -> float | None:
        """The newest value."""
        return self.last.value if self.last else None

    @property
    def on_target(self) -> bool | None:
        """Whether the newest value is as good as the target or better."""
        if self.latest is None:
            return None
        return self.latest >= self.target if self.better == "higher" else self.latest <= self.target
