"""Pictures: the same bytes for the same facts, every link and label backed by a record."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import Markup

from macros import pictures
from macros.manual import Manual
from macros.model.metric import Metric
from macros.model.risk import Risk
from macros.pages._figures import picture_as_html
from macros.pages._markup import inline
from macros.pictures import Picture, in_light, process_map
from macros.pictures._drawing import SVG, label
from macros.pictures._palette import LIGHT
from macros.pictures._text import width, wrap
from macros.pictures.of_record import pictures_of_record

HERE = Path(__file__).parent
SMALL = HERE / "pictures/small/data"
EXPECTED = HERE / "expected/pictures"
ASSETS = HERE.parent / "docs/assets"
HOSTILE = '<b onclick="x">&amp; \' "Böse" ]]> مرحبا بالعالم ' + "W" * 90 + "\u0301 漢字" * 40


def drawn(manual: Manual) -> dict[str, Picture]:
    """Return every picture of a manual by its name on a page."""
    found = [module.draw(manual) for module in pictures.known().values()]
    found += [one for record in manual.entities for one in pictures_of_record(manual, record)]
    return {one.name: one for one in found if one is not None}


@pytest.fixture(scope="module")
def small() -> dict[str, Picture]:
    return drawn(Manual.load(SMALL))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> tuple[Manual, dict[str, Picture]]:
    """Return the small manual with titles that are made to break it."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    folder.mkdir()
    text = HOSTILE.replace("'", "''")
    for file in SMALL.glob("*.yaml"):
        written = file.read_text(encoding="utf-8")
        written = re.sub(r"title: [^,\n}]+", f"title: '{text}'", written)
        (folder / file.name).write_text(written, encoding="utf-8")
    manual = Manual.load(folder)
    assert not manual.findings
    return manual, drawn(manual)


def elements(picture: Picture, name: str) -> list[etree._Element]:
    return etree.fromstring(picture.svg).findall(f".//{{{SVG}}}{name}")


def words_of(picture: Picture, manual: Manual) -> set[str]:
    """Return every word of the text that stands beside a picture."""
    values = [picture.title, picture.description, picture.facts.row_header, *picture.facts.columns]
    values += [group.head for group in picture.facts.groups]
    for row in picture.facts.all_rows:
        values += [row.head, *row.cells]
    text = " ".join(inline(value, manual).replace("<", " <") for value in values)
    return set(re.findall(r"[\w.]+", Markup(text).striptags().casefold()))


def test_a_small_manual_has_every_picture(small):
    names = {name.replace("_", "-") for name in pictures.known()}
    assert names <= small.keys()
    assert {"around-steward", "around-p-1", "around-s-1", "trend-m-1"} <= small.keys()


def test_a_picture_is_drawn_as_it_was(small, request):
    written = {
        name: f"{one.svg.replace('><', '>' + chr(10) + '<')}\n" for name, one in small.items()
    }
    if request.config.getoption("--update"):
        EXPECTED.mkdir(parents=True, exist_ok=True)
        for name, svg in written.items():
            (EXPECTED / f"{name}.svg").write_text(svg, encoding="utf-8")
    expected = {file.stem: file.read_text(encoding="utf-8") for file in EXPECTED.glob("*.svg")}
    assert written == expected


def test_a_fresh_process_draws_the_same_bytes(small):
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:];"
        "from macros.manual import Manual; from test_pictures import drawn;"
        "[print(one.svg) for one in drawn(Manual.load(Path(sys.argv[1]))).values()]"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(SMALL), str(HERE.parent), str(HERE)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.decode() == "".join(f"{one.svg}\n" for one in small.values())


def test_every_link_leads_to_a_record_and_has_a_name(small):
    manual = Manual.load(SMALL)
    addresses = {record.address for record in manual.entities}
    links = [link for one in small.values() for link in elements(one, "a")]
    assert links
    for link in links:
        assert link.get("href") in addresses
        assert link[0].tag == f"{{{SVG}}}title" and link[0].text


def test_every_picture_has_title_description_and_facts(small):
    for picture in small.values():
        root = etree.fromstring(picture.svg)
        ids = {node.get("id"): node for node in root.iter() if node.get("id")}
        assert ids[root.get("aria-labelledby")].text == picture.title
        assert ids[root.get("aria-describedby")].text == picture.description
        assert root.get("role") == ("group" if elements(picture, "a") else "img")
        assert list(picture.facts.all_rows)


def test_ids_are_unique_on_a_page(small):
    ids = re.findall(r'\sid="([^"]+)"', "".join(one.svg for one in small.values()))
    assert len(ids) == len(set(ids))


def test_the_facts_hold_every_label(small):
    """Axes and legends are scenery, and how many more there are is told by the facts themselves."""
    manual = Manual.load(SMALL)
    for picture in small.values():
        root = etree.fromstring(picture.svg)
        for scenery in root.findall(".//*[@aria-hidden='true']"):
            scenery.getparent().remove(scenery)
        known = words_of(picture, manual)
        for text in root.iter(f"{{{SVG}}}text"):
            said = "".join(text.itertext()).casefold()
            if re.search(r"\d+ more", said):
                continue
            missing = set(re.findall(r"[\w.]+", said)) - known
            assert not missing, (picture.name, said)


def test_nothing_in_a_picture_offends_a_strict_policy(small, hostile):
    for picture in [*small.values(), *hostile[1].values()]:
        for node in etree.fromstring(picture.svg).iter():
            assert etree.QName(node).localname not in (
                "style",
                "script",
                "image",
                "use",
                "foreignObject",
            )
            assert not [name for name in node.attrib if name == "style" or name.startswith("on")]
            assert "url(" not in str(dict(node.attrib))
            assert node.get("href", "/").startswith("/")


def test_every_colour_is_a_class_of_the_palette(small):
    known = in_light().keys() | {"aims-node", "aims-lit", "aims-minor", "aims-scales"}
    for picture in small.values():
        for node in etree.fromstring(picture.svg).iter():
            assert set((node.get("class") or "").split()) <= known
            assert node.get("fill") in (None, "none")
            assert node.get("stroke") is None


def test_text_is_large_enough_to_be_read(small):
    for picture in small.values():
        assert all(float(text.get("font-size")) >= 11 for text in elements(picture, "text"))


def test_hostile_titles_are_escaped_wrapped_and_drawn(hostile):
    manual, found = hostile
    assert found.keys() == drawn(Manual.load(SMALL)).keys()
    for picture in found.values():
        html = picture_as_html(picture, manual)
        assert "<b onclick" not in html
        assert picture.width < 3000
        for text in elements(picture, "text"):
            for line in [text.text or "", *(span.text or "" for span in text)]:
                size, bold = float(text.get("font-size")), text.get("font-weight") is not None
                assert width(line, size, bold) < 640, (picture.name, line)


def test_an_empty_manual_has_no_picture(tmp_path):
    (tmp_path / "data").mkdir()
    assert drawn(Manual.load(tmp_path / "data")) == {}


def test_the_palette_and_the_style_sheet_agree():
    css = "".join((ASSETS / f"{name}.css").read_text() for name in ("aims", "pictures"))
    for name, colour in LIGHT.items():
        assert f".aims-fill-{name} {{ fill: var(--aims-{name}); }}" in css
        assert f".aims-stroke-{name} {{ stroke: var(--aims-{name}); }}" in css
        values = re.findall(rf"--aims-{name}: (#[0-9a-f]{{6}});", css)
        assert values[:1] == [colour] and len(values) == 2, f"{name}: light, then dark"


ON = {
    "paper": ("ink", "soft", "link", "warn"),
    "tint": ("ink", "soft"),
    "step-1": ("ink",),
    "step-2": ("ink",),
    "step-3": ("ink",),
    "step-4": ("paper",),
    "warn-tint": ("ink", "warn", "soft"),
    "good-tint": ("ink", "soft"),
    "bar-a": ("paper",),
    "bar-r": ("paper",),
    "bar-c": ("ink-on-bar",),
    "bar-i": ("ink-on-bar",),
    "risk-1": ("soft",),
    "risk-2": ("soft",),
    "risk-3": ("soft",),
    "risk-4": ("soft",),
}
"""The colours in which texts are set, on each ground."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_texts_stand_out_from_their_ground(scheme):
    css = (ASSETS / "aims.css").read_text()
    value = {name: re.findall(rf"--aims-{name}: (#\w+);", css)[scheme] for name in LIGHT}
    for ground, texts in ON.items():
        for text in texts:
            two = sorted((luminance(value[ground]), luminance(value[text])), reverse=True)
            contrast = (two[0] + 0.05) / (two[1] + 0.05)
            assert contrast >= 4.5, (ground, text, round(contrast, 2))


def test_long_words_break_and_what_does_not_fit_is_cut():
    assert wrap("one two", 500) == ("one two",)
    assert wrap("", 50) == ("",)
    assert wrap("AUD-2027-1", 52, 11) == ("AUD-", "2027-1")
    lines = wrap("W" * 50, 60, 12, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(width(line, 12) <= 60 for line in lines)
    assert [len(line) for line in wrap("漢字" * 10, 60, 12, 9)] == [5, 5, 5, 5]


def test_a_combining_mark_stays_with_its_letter():
    assert all(not line.startswith("\u0301") for line in wrap("e\u0301" * 40, 50, 12, 99))


def test_control_characters_do_not_reach_the_drawing():
    assert label("a\x00b\x1b\ud800", 0, 0).text == "a\ufffdb\ufffd\ufffd"


def test_nothing_draws_charts_before_there_is_one():
    program = (
        "import sys; from pathlib import Path; from macros import checks, pictures;"
        "from macros.manual import Manual; pictures.known();"
        "checks.run(Manual.load(Path(sys.argv[1])));"
        "sys.exit('vl_convert' in sys.modules)"
    )
    assert not subprocess.run(
        [sys.executable, "-c", program, str(SMALL)], cwd=HERE.parent, check=False
    ).returncode


def course(better: str, target: float, *values: float) -> etree._Element:
    """Return the trend of a metric with these values, one a month."""
    measured = [{"on": date(2026, n, 1), "value": one} for n, one in enumerate(values, 1)]
    metric = Metric.model_validate(
        {"id": "m", "title": "M", "every": "monthly", "better": better, "target": target}
        | {"measurements": measured}
    )
    (trend,) = [
        one
        for one in pictures_of_record(Manual.load(SMALL), metric)
        if one.name.startswith("trend")
    ]
    return etree.fromstring(trend.svg)


def heights(trend: etree._Element, *classes: str) -> list[float]:
    """Return how far down those marks stand, in their order."""
    found = []
    for mark in trend.iterfind(f".//{{{SVG}}}g[{{{SVG}}}title]/*[@transform]"):
        if mark.get("class") in classes:
            found.append(float(re.split("[,)]", mark.get("transform", ""))[1]))
    return found


@pytest.mark.parametrize(
    ("better", "target", "values"),
    [
        ("higher", 95, [91.2, 96.8]),
        ("lower", 20, [34, 38, 29, 26]),
        ("higher", 100, [100, 100]),
        ("lower", 0, [0]),
        ("higher", -3, [-5, -3]),
        ("lower", 1e-12, [3e-12, 1e-12]),
        ("higher", 1e300, [1e299, 1e300]),
    ],
)
def test_a_trend_goes_as_its_values_do_and_its_good_side_has_room(better, target, values):
    trend = course(better, target, *values)
    (at,) = heights(trend, "aims-stroke-good")
    dots = heights(trend, "aims-fill-link")
    assert len(dots) == len(values)
    ground, bottom = 0.0, 210.0
    assert all(ground <= one <= bottom for one in (at, *dots))
    for one, other in pairwise([*zip(values, dots, strict=True), (target, at)]):
        assert (one[0] > other[0]) == (one[1] < other[1])
    good = trend.find(f".//{{{SVG}}}path[@class='aims-fill-good-tint']")
    high = float(re.search(r"v([\d.]+)", good.get("d"))[1])
    assert high == pytest.approx(at if better == "higher" else bottom - at, abs=0.2)
    assert high > 10


@pytest.mark.parametrize(
    ("target", "values", "said"),
    [
        (95, [91.2, 96.8], ["90", "92", "94", "96", "98"]),
        (1, [0, 0.6], ["0", "0.5", "1", "1.5"]),
        (20_000, [10_000, 90_000], ["0", "20,000", "40,000", "60,000", "80,000", "100,000"]),
    ],
)
def test_the_values_beside_a_trend_are_round(target, values, said):
    axis = course("higher", target, *values).findall(f".//{{{SVG}}}text[@text-anchor='end']")
    assert [one.text for one in axis] == said


def test_a_year_of_measurements_is_a_few_kilobytes():
    assert len(etree.tostring(course("higher", 0.3, *(n / 7 for n in range(12))))) < 5000


def test_links_are_reached_in_the_order_of_the_facts(small):
    manual = Manual.load(SMALL)
    picture = small["clause-coverage"]
    expected = [
        record.address
        for group in picture.facts.groups
        for record in dict.fromkeys([group.head, *(row.head for row in group.rows)])
    ]
    assert [link.get("href") for link in elements(picture, "a")] == expected
    levels = {
        one.address: (-one.likelihood, one.impact) for one in manual.all(Risk) if one.residual_level
    }
    links = [link.get("href") for link in elements(small["risk-map"], "a")]
    assert [levels[one] for one in links[: len(levels)]] == sorted(levels.values())


def test_no_letter_is_smaller_than_twelve_pixels(small):
    for picture in small.values():
        sizes = [float(text.get("font-size", 0)) for text in elements(picture, "text")]
        assert min(sizes, default=12) >= 12, picture.name


def test_the_process_map_shows_main_flows_and_holds_the_others_back():
    flows = {
        ("a", "b"): ["x"],
        ("a", "c"): ["x", "y"],
        ("b", "c"): ["x"],
        ("c", "a"): ["x"],
        ("c", "b"): ["x"],
    }
    column_of = {"a": 0, "b": 1, "c": 2}
    assert process_map.main_flows(flows, column_of) == [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
        ("c", "b"),
    ]


def test_the_minor_flows_of_the_map_are_drawn_but_not_shown(write):
    processes = [
        {
            "id": f"PRC-{n}",
            "title": f"Process {n}",
            "phase": phase,
            "outputs": [{"what": "facts", "to": f"PRC-{m}"} for m in range(5) if m != n],
        }
        for n, phase in enumerate(("establish", "implement", "operate", "monitor", "improve"))
    ]
    drawn = process_map.draw(Manual.load(write({"data/processes.yaml": json.dumps(processes)})))
    assert drawn.switch == "Show all flows"
    [minor] = etree.fromstring(drawn.svg).xpath('//*[@class="aims-minor"]')
    assert minor.get("opacity") == "0"
    assert 0 < len(minor) < 20
