"""The light colours of the site's own stylesheets, for drawings in print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK = re.compile(r"@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_DARK = ("slate", "dark")
_CLASS = re.compile(r"\.([\w-]+)")
FONTS = "Source Sans 3, DejaVu Sans"


@dataclass(frozen=True)
class Palette:
    """The colours of the site's stylesheets in the light scheme."""

    values: dict[str, str]
    """The value of each custom property."""
    rules: tuple[tuple[str, str], ...]
    """Selectors with their declarations."""

    @classmethod
    def of_site(cls, site: Path) -> "Palette":
        """Return the palette of the manual's own stylesheets."""
        # Those of the theme are in `assets/stylesheets` and have no rules for our drawings.
        sheets = [file for file in sorted(site.rglob("*.css")) if "stylesheets" not in file.parts]
        rules = [rule for file in sheets for rule in _rules(file.read_text(encoding="utf-8"))]
        values: dict[str, str] = {}
        for selector, body in rules:
            if not any(word in selector for word in _DARK):
                values |= dict(_declarations(body, custom=True))
        return cls(values, tuple(rules))

    def apply_to(self, root: etree._Element) -> None:
        """Give a drawing the colours of a light page, and the fonts of the book.

        Changes the drawing in place.
        """
        names = {name for element in root.iter() for name in (element.get("class") or "").split()}
        tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
        for element in root.iter():
            for name, value in list(element.attrib.items()):
                if "var(" in str(value):
                    element.set(name, self.resolve(str(value)))
            if element.tag == "style" and element.text:
                element.text = self._own_style(element.text)
        style = "".join(self._matching_rules(names, tags))
        sheet = etree.Element("style")
        sheet.text = f"text {{ font-family: {FONTS}; }} {style}"
        root.insert(0, sheet)
        if not root.get("color"):
            root.set("color", self.values.get("--aims-ink", "#16202e"))

    def _own_style(self, text: str) -> str:
        """Return a drawing's own style without its rules for the dark scheme."""
        rules = [rule for rule in _rules(text) if not any(dark in rule[0] for dark in _DARK)]
        own = {key: value for _, body in rules for key, value in _declarations(body, custom=True)}
        mixed = Palette({**own, **self.values}, ())
        return " ".join(f"{selector} {{{mixed.resolve(body)}}}" for selector, body in rules)

    def resolve(self, text: str) -> str:
        """Return a text with the value of every custom property instead of its name."""
        for _ in range(6):
            found = _VAR.sub(lambda use: self.values.get(use[1], use[2] or "currentColor"), text)
            if found == text:
                break
            text = found
        return text

    def _matching_rules(self, names: set[str], tags: set[str]) -> Iterator[str]:
        """Yield the rules that apply to an element of a drawing with these classes and tags."""
        for selectors, body in self.rules:
            wanted = [
                fit
                for selector in selectors.split(",")
                if not any(word in selector for word in (*_DARK, ":", ">", "~"))
                and (fit := _selector_inside(selector, names, tags))
            ]
            declared = "; ".join(f"{k}: {v}" for k, v in _declarations(self.resolve(body)))
            if wanted and declared:
                yield f"{', '.join(wanted)} {{ {declared} }} "


def _selector_inside(selector: str, names: set[str], tags: set[str]) -> str:
    """Return the part of a selector inside a drawing; empty if it has no class of the drawing."""
    parts = selector.split()
    while parts and not (set(_CLASS.findall(parts[0])) & names or parts[0] in tags):
        parts.pop(0)
    classes = set(_CLASS.findall(" ".join(parts)))
    return " ".join(parts) if classes and classes <= names else ""


def _rules(text: str) -> Iterator[tuple[str, str]]:
    plain = _AT_BLOCK.sub("", _COMMENT.sub("", text))
    for selector, body in _RULE.findall(plain):
        yield " ".join(selector.split()), body


def _declarations(body: str, custom: bool = False) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip().startswith("--") is custom:
            yield name.strip(), value.strip()
