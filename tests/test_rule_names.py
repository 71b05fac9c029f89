"""Rules have one name each; a former name still works in the settings."""

import re
from pathlib import Path

import yaml

from macros import checks
from macros.checks import _health
from macros.loading.settings import Settings
from macros.manual import Manual


def test_a_former_name_is_neither_a_name_nor_used_twice():
    former = [
        name for module in checks.rules().values() for name in getattr(module, "FORMERLY", ())
    ]
    assert len(former) == len(set(former))
    assert not set(former) & set(checks.rules())


def test_a_former_name_sets_the_severity_of_its_rule():
    settings = Settings.model_validate({"levels": {"untold-audience": "off"}})
    assert checks.severities(settings) == {"uncommunicated-policy": "off"}


def test_the_name_counts_if_the_former_name_is_there_too():
    levels = {"uncommunicated-policy": "error", "untold-audience": "off"}
    assert checks.severities(Settings(levels=levels)) == {"uncommunicated-policy": "error"}


def test_health_lists_a_rule_that_is_lowered_by_its_former_name(write):
    folder = write(
        {
            "data/settings.yaml": "levels: {untold-audience: notice}\n",
            "data/roles.yaml": "- {id: head, title: Head}\n",
        }
    )
    assert _health.lowered_rules(Manual.load(folder)) == ["uncommunicated-policy"]


def test_the_reference_names_the_former_name_of_a_rule():
    assert checks.describe("uncommunicated-policy").endswith("Former name: `untold-audience`.")
    assert "Former name" not in checks.describe("missing-owner")


def test_the_source_of_a_rule_is_in_its_description():
    assert "Source: ISO/IEC 42001, 5.3." in checks.describe("missing-owner")


def test_the_source_of_each_rule_is_a_clause_of_its_standard():
    folder = Path(__file__).parents[1] / "data/frameworks"
    clauses = {
        number: {item["id"] for item in yaml.safe_load((folder / file).read_text())["items"]}
        for number, file in (("42001", "iso-42001.yaml"), ("27001", "iso-27001.yaml"))
    }
    sources = {
        (name, number, clause)
        for name in checks.rules()
        for number, text in re.findall(r"Source: ISO/IEC (\d+), ([\w., ]+)", checks.describe(name))
        for clause in re.findall(r"(?:A\.)?\d+(?:\.\d+)*", text)
    }
    assert len(sources) > 50
    assert not [source for source in sources if source[2] not in clauses[source[1]]]
