"""Numbers are shown as precisely as they were written, and the newest value is the same one."""

import io
import re
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.editions import comparison, snapshot
from macros.exports import _workbook
from macros.exports.csv_tables import export
from macros.model.metric import Metric
from macros.pages._renderer import PageRenderer
from macros.tables import metrics_overview
from macros.text import Figure, format_number
from tests.examples import tried

WRITTEN = {
    "0.0005": "0.0005",
    "99.9995": "99.9995",
    "1e-9": "0.000000001",
    "1234567.891": "1,234,567.891",
    "0.10": "0.10",
    "5": "5",
    "-0.30": "-0.30",
    "12345678901234567.25": "12,345,678,901,234,567.25",
    "1e-40": "1e-40",
}
METRIC = """\
id: MET-9
title: Rate
owner: ciso
unit: cases
target: 0.0001
better: higher
every: monthly
measurements:
  - {on: 2026-10-31, value: 3}
  - {on: 2026-10-31, value: %s}
"""


@tried(300)
@example(Decimal("5.6770768146000913570294758332E-28"))
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1e20, max_value=1e20))
def test_no_digit_of_a_number_is_lost_or_added(written):
    shown = format_number(Figure(str(written)))
    assert Decimal(shown.replace(",", "")) == written
    if written and abs(written.adjusted()) < 20:
        assert shown.replace(",", "") == f"{written:f}"


@pytest.mark.parametrize(("value", "shown"), [(0.5, "0.5"), (2.0, "2"), (1e-12, "0.000000000001")])
def test_a_number_that_was_worked_out_has_no_needless_digits(value, shown):
    assert format_number(value) == shown


def test_a_number_is_the_same_on_the_page_in_pictures_and_in_files(sound):
    metrics = {f"MET-{n}": pair for n, pair in enumerate(WRITTEN.items(), 10)}
    data = {
        f"metrics/{id}.yaml": METRIC.replace("MET-9", id) % written
        for id, (written, _) in metrics.items()
    }
    manual = sound(**data)
    told = export(manual)["metrics-overview.csv"].decode().splitlines()
    lines = {line.split(",")[0]: line.split(",") for line in told}
    table = _workbook.table_lines(metrics_overview.table(manual), manual)
    made = _workbook.workbook([("Metrics", table)], "Metrics", manual.day)
    rows = {row[0].value: row for row in openpyxl.load_workbook(io.BytesIO(made))["Metrics"]}
    for id, (written, shown) in metrics.items():
        page = unescape(PageRenderer(manual).record(manual[id], None, None).html)
        values = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
        assert values["Latest value"] == f"{shown} cases"
        assert values["Target"] == "at least 0.0001 cases"
        assert re.search(rf'<td class="aims-number"[^>]*>{re.escape(shown)}</td>', page)
        assert f"Latest value: {shown} cases." in page
        assert lines[id][2] == shown.replace(",", "")
        cell = rows[id][2]
        assert Decimal(str(cell.value).replace(",", "")) == Decimal(written)
        if "." in shown and isinstance(cell.value, float):
            assert cell.number_format == "0." + "0" * len(shown.partition(".")[2])


def test_the_newest_value_of_a_day_is_the_one_written_last(sound):
    manual = sound(**{"metrics/rate.yaml": METRIC % "4"})
    metric = manual["MET-9"]
    assert isinstance(metric, Metric)
    assert metric.latest == 4
    assert metric.place_of_last == ("measurements", 1)
    page = PageRenderer(manual).record(metric, None, None).html
    rows = re.findall(
        r'<td class="aims-number"[^>]*>(\d)</td>', page[page.index('id="measurements"') :]
    )
    assert rows == ["4", "3"]


def test_a_change_in_the_last_digit_is_a_change(sound):
    old, new = (
        snapshot.snapshot_of_manual(sound(**{"metrics/rate.yaml": METRIC % value}))
        for value in ("12345678901234567891", "12345678901234567892")
    )
    told = comparison.compare(old, new)
    assert [change.key for change in told.changes] == ["MET-9"]
