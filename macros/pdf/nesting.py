"""How deep the parts of a page are nested: Typst and our own functions have limits."""

from itertools import islice
from pathlib import Path

from lxml.html import HtmlElement

from ..diagnostics import Finding, Location
from ..loading.files import SourceText
from .book import Chapter

DEEPEST = 100
"""Elements inside one another: the functions that turn them into code are recursive."""
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


def find_deep_nesting(article: HtmlElement, chapter: Chapter) -> Finding | None:
    """Return a finding with the line of what is nested too deep to be printed, if anything is."""
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
    boxed = any(_is_box(element) or element.tag == "details" for element in above[:3])
    name = next((_NAMES[element.tag] for element in above if element.tag in _NAMES), "an element")
    message = f"{chapter.title}: {'a box' if boxed else name} is nested too deep to be printed"
    where, text = _place(deepest, chapter)
    hint = "Put it into a list or section of its own, so that it is nested less deep."
    return Finding(where, f"{message} ('{text}')" if text else message, hint, rule="deep-nesting")


def _place(deepest: HtmlElement, chapter: Chapter) -> tuple[Location, str]:
    """Return the place and the words of the first text inside an element, or around it."""
    inside = islice(deepest.itertext(), _TRIED)
    around = (element.text or "" for element in islice(deepest.iterancestors(), _TRIED))
    texts = [" ".join(text.split())[:_SHOWN].strip() for text in (*inside, *around)]
    texts = [text for text in texts if text]
    file = Path(chapter.where.path)
    if file.suffix == ".md" and file.is_file():
        source = file.read_text(encoding="utf-8-sig")
        for text in texts:
            if (at := source.find(text)) >= 0:
                return SourceText(chapter.where.path, "", source).locate(at), text
    return chapter.where, next(iter(texts), "")
