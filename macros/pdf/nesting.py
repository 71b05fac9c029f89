"""How deep the parts of a page are nested: Typst and our own steps have their limits."""

from itertools import islice
from pathlib import Path

from lxml.html import HtmlElement

from ..diagnostics import Finding, Location
from ..loading.files import Text
from .book import Chapter

DEEPEST = 100
"""Elements inside one another: the steps from page to code call themselves for each."""
HEAVIEST = 56
"""The sum of the weights below: Typst allows 64 rules inside one another."""
_WEIGHTS = dict.fromkeys(("ul", "ol", "dl", "blockquote", "details", "admonition"), 2)
_WEIGHTS |= {"table": 6}
_WEIGHTS |= dict.fromkeys(("div", "section", "article", "main", "header", "footer", "aside"), 0)
_WEIGHTS |= dict.fromkeys(("p", "li", "dt", "dd", "figure", "figcaption", "summary", "pre"), 0)
_WEIGHTS |= dict.fromkeys(("thead", "tbody", "tfoot", "tr", "th", "td", "caption", "svg"), 0)
_OF_OTHERS = 1
_NAMES = {"table": "a table", "blockquote": "a quote"} | dict.fromkeys(("ul", "ol", "dl"), "a list")
_SHOWN, _TRIED = 60, 20
"""How many letters of the text inside are named, and how many texts are looked for."""


def fault(article: HtmlElement, chapter: Chapter) -> Finding | None:
    """Return what is nested too deep on a page to be printed, with its line."""
    deepest, worst = None, 1.0
    waiting = [(article, 0, 0)]
    while waiting:
        element, depth, weight = waiting.pop()
        share = max(depth / DEEPEST, weight / HEAVIEST)
        if share > worst:
            deepest, worst = element, share
        if element.tag != "svg":
            inside = [child for child in element if isinstance(child.tag, str)]
            waiting += [(child, depth + 1, weight + _weight(child)) for child in inside]
    return _finding(deepest, chapter) if deepest is not None else None


def _weight(element: HtmlElement) -> int:
    name = "admonition" if _is_box(element) else element.tag
    return _WEIGHTS.get(name, _OF_OTHERS)


def _is_box(element: HtmlElement) -> bool:
    return element.tag == "div" and "admonition" in element.get("class", "").split()


def _finding(deepest: HtmlElement, chapter: Chapter) -> Finding:
    above = [deepest, *deepest.iterancestors()]
    boxed = any(_is_box(one) or one.tag == "details" for one in above[:3])
    named = next((_NAMES[one.tag] for one in above if one.tag in _NAMES), "an element")
    said = f"{chapter.title}: {'a box' if boxed else named} is nested too deep to be printed"
    where, text = _place(deepest, chapter)
    hint = "Put it into a list or section of its own, so that it is nested less deep."
    return Finding(where, f"{said} ('{text}')" if text else said, hint, rule="deep-nesting")


def _place(deepest: HtmlElement, chapter: Chapter) -> tuple[Location, str]:
    """Return where a text inside an element is written, or the nearest one around it, and it."""
    inside = islice(deepest.itertext(), _TRIED)
    around = (one.text or "" for one in islice(deepest.iterancestors(), _TRIED))
    texts = [" ".join(text.split())[:_SHOWN].strip() for text in (*inside, *around)]
    texts = [text for text in texts if text]
    file = Path(chapter.where.path)
    if file.suffix == ".md" and file.is_file():
        source = file.read_text(encoding="utf-8-sig")
        for text in texts:
            if (at := source.find(text)) >= 0:
                return Text(chapter.where.path, "", source).locate(at), text
    return chapter.where, next(iter(texts), "")
