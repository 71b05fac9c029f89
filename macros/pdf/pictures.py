"""Pictures of the site as pictures of the book: vectors stay vectors, with alternative texts."""

import copy
import hashlib
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from .context import Context
from .notation import call, literal
from .palette import Palette

PORTRAIT, LANDSCAPE = (476, 540), (757, 380)
"""The room for a drawing on a page: width and height, in points."""
LANDSCAPE_GAIN = 1.3
"""A drawing that becomes this many times larger on a landscape page gets one."""
_NAMES = [
    "viewBox",
    "preserveAspectRatio",
    "linearGradient",
    "radialGradient",
    "gradientUnits",
    "gradientTransform",
    "clipPath",
    "clipPathUnits",
    "markerWidth",
    "markerHeight",
    "markerUnits",
    "refX",
    "refY",
    "textLength",
    "textPath",
    "lengthAdjust",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "pathLength",
    "startOffset",
    "foreignObject",
    "maskUnits",
    "maskContentUnits",
    "spreadMethod",
    "stdDeviation",
    "baseFrequency",
]
_SPELLINGS = {name.lower(): name for name in _NAMES}
_KINDS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class TypstPicture:
    """A picture as code, and its alternative text."""

    code: str
    alt: str
    wide: bool = False
    """Whether it needs a landscape page."""


def image(context: Context, element: HtmlElement, caption: str = "") -> TypstPicture:
    """Return a picture that is a file of the site; `caption` is its text if it has no `alt`.

    Reports a picture that cannot be read or has no alternative text.
    """
    address = urlsplit(element.get("src") or "")
    alt = (element.get("alt") or caption).strip()
    shown = address.path or element.get("src", "")
    if address.scheme or address.netloc:
        context.report(f"the picture {element.get('src')} is not in the site", "pdf-picture")
        return TypstPicture('""', alt)
    folder = "/" + posixpath.dirname(context.chapter.path)
    path = posixpath.normpath(posixpath.join(folder, unquote(address.path))).lstrip("/")
    file = context.site / path
    if not file.is_file() or file.suffix.lower() not in _KINDS:
        context.report(f"the picture {shown} cannot be read", "pdf-picture")
        return TypstPicture('""', alt)
    _require_alt_text(context, alt, shown)
    content = file.read_bytes()
    if file.suffix.lower() == ".svg":
        return _svg_picture(context, etree.fromstring(content), alt)
    name = f"pictures/{hashlib.sha256(content).hexdigest()[:16]}{file.suffix.lower()}"
    context.files[name] = content
    return TypstPicture(call("raster", literal(name), literal(alt)), alt)


def drawing(context: Context, element: HtmlElement, caption: str = "") -> TypstPicture:
    """Return a picture that is an `svg` in the page; `caption` is its text if it has no other.

    Reports a picture without alternative text.
    """
    alt = (_text_alternative(element) or caption).strip()
    _require_alt_text(context, alt, "drawn in the page")
    whole = copy.deepcopy(element)
    whole.tail = None
    return _svg_picture(context, whole, alt)


def _text_alternative(element: HtmlElement) -> str:
    """Return the alternative text of a drawing: its label, the parts that label it, its title."""
    if element.get("aria-label"):
        return str(element.get("aria-label"))
    own = [part for part in element.iter() if part.tag in ("title", "desc")]
    names = (element.get("aria-labelledby") or "").split()
    named = [part for part in own if any((part.get("id") or "").endswith(name) for name in names)]
    chosen = named or [part for part in own if part.getparent() is element]
    return ". ".join(" ".join(part.text_content().split()).rstrip(".") for part in chosen)


def _require_alt_text(context: Context, alt: str, shown: str) -> None:
    if not alt:
        hint = "Describe in its alternative text what it shows."
        context.report(f"the picture {shown} has no alternative text", "pdf-picture", hint)


def _svg_picture(context: Context, root: etree._Element, alt: str) -> TypstPicture:
    """Return a drawing as code, with the colours and fonts of the book. Changes it in place."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        element.tag = _SPELLINGS.get(element.tag, element.tag)
        for name in [name for name in element.attrib if str(name) in _SPELLINGS]:
            element.set(_SPELLINGS[str(name)], element.attrib.pop(name))
        # Links and labels inside a drawing are for screens; ids were made unique before.
        for name in ("href", "tabindex", "role", "aria-label", "aria-labelledby"):
            if name in element.attrib and (element.tag == "a" or name != "href"):
                del element.attrib[name]
    _update_references(root)
    width, height = _size(root)
    _palette(context.site).apply_to(root)
    if not root.tag.startswith("{"):  # A drawing in a page has no namespace.
        root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    text = etree.tostring(root, encoding="unicode")
    code = call("vector", literal(text), literal(alt), f"{width * 0.75:g}", f"{height * 0.75:g}")
    return TypstPicture(code, alt, _is_wide(width * 0.75, height * 0.75))


def _is_wide(width: float, height: float) -> bool:
    """Return whether a drawing is much larger on a landscape page than on a portrait page."""
    portrait, landscape = (min(1, w / width, h / height) for w, h in (PORTRAIT, LANDSCAPE))
    return landscape > LANDSCAPE_GAIN * portrait


def _update_references(root: etree._Element) -> None:
    """Point the references inside a drawing to the ids that `reading` made unique."""
    names = [element.get("id") or "" for element in root.iter()]
    ids = {name.rpartition("--")[2]: name for name in names if name}
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if "#" in str(value):
                element.set(
                    name, re.sub(r"#([\w.:-]+)", lambda m: "#" + ids.get(m[1], m[1]), str(value))
                )


def _size(root: etree._Element) -> tuple[float, float]:
    """Return the natural width and height of a drawing, in pixels."""
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox") or "")]
    sides = [_NUMBER.fullmatch((root.get(side) or "").removesuffix("px")) for side in _SIDES]
    if all(sides):
        return float(root.get("width", "0").removesuffix("px")), float(
            root.get("height", "0").removesuffix("px")
        )
    if len(box) == 4:
        return box[2], box[3]
    return 300.0, 150.0


_SIDES = ("width", "height")


@cache
def _palette(site: Path) -> Palette:
    return Palette.of_site(site)
