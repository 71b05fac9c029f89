"""The light colours of the site's own stylesheets, for drawings that print."""

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
    """What the site's stylesheets say of colours, in their light dress."""

    values: dict[str, str]
    """What each custom property stands for."""
    rules: tuple[tuple[str, str], ...]
    """Selectors, and what holds for them."""

    @classmethod
    def of_site(cls, site: Path) -> "Palette":
        """Return the palette of the stylesheets that the manual itself brings."""
        # The engine's own sheets lie in `assets/stylesheets` and know nothing of our drawings.
        sheets = [file for file in sorted(site.rglob("*.css")) if "stylesheets" not in file.parts]
        rules = [rule for file in sheets for rule in _rules(file.read_text(encoding="utf-8"))]
        values: dict[str, str] = {}
        for selector, body in rules:
            if not any(word in selector for word in _DARK):
                values |= dict(_declarations(body, custom=True))
        return cls(values, tuple(rules))

    def light(self, root: etree._Element) -> None:
        """Give a drawing the colours it has on a light page, and the fonts of the book."""
        names = {name for one in root.iter() for name in (one.get("class") or "").split()}
        tags = {one.tag for one in root.iter() if isinstance(one.tag, str)}
        for element in root.iter():
            for name, value in list(element.attrib.items()):
                if "var(" in str(value):
                    element.set(name, self.resolved(str(value)))
            if element.tag == "style" and element.text:
                element.text = self._own_style(element.text)
        style = "".join(self._fitting(names, tags))
        sheet = etree.Element("style")
        sheet.text = f"text {{ font-family: {FONTS}; }} {style}"
        root.insert(0, sheet)
        if not root.get("color"):
            root.set("color", self.values.get("--aims-ink", "#16202e"))

    def _own_style(self, text: str) -> str:
        """Return a drawing's own style without what holds in the dark or on screens."""
        rules = [one for one in _rules(text) if not any(dark in one[0] for dark in _DARK)]
        own = {key: value for _, body in rules for key, value in _declarations(body, custom=True)}
        mixed = Palette({**own, **self.values}, ())
        return " ".join(f"{selector} {{{mixed.resolved(body)}}}" for selector, body in rules)

    def resolved(self, text: str) -> str:
        """Return a text with every custom property replaced by what it stands for."""
        for _ in range(6):
            found = _VAR.sub(lambda one: self.values.get(one[1], one[2] or "currentColor"), text)
            if found == text:
                break
            text = found
        return text

    def _fitting(self, names: set[str], tags: set[str]) -> Iterator[str]:
        """Yield the rules that hold for some element of a drawing."""
        for selectors, body in self.rules:
            wanted = [
                fit
                for selector in selectors.split(",")
                if not any(word in selector for word in (*_DARK, ":", ">", "~"))
                and (fit := _inside(selector, names, tags))
            ]
            declared = "; ".join(f"{k}: {v}" for k, v in _declarations(self.resolved(body)))
            if wanted and declared:
                yield f"{', '.join(wanted)} {{ {declared} }} "


def _inside(selector: str, names: set[str], tags: set[str]) -> str:
    """Return a selector without what stands around the drawing, if it names a class in it."""
    parts = selector.split()
    while parts and not (set(_CLASS.findall(parts[0])) & names or parts[0] in tags):
        parts.pop(0)
    said = set(_CLASS.findall(" ".join(parts)))
    return " ".join(parts) if said and said <= names else ""


def _rules(text: str) -> Iterator[tuple[str, str]]:
    plain = _AT_BLOCK.sub("", _COMMENT.sub("", text))
    for selector, body in _RULE.findall(plain):
        yield " ".join(selector.split()), body


def _declarations(body: str, custom: bool = False) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip().startswith("--") is custom:
            yield name.strip(), value.strip()
