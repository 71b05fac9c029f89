"""What elements of HTML are: blocks or parts of a line, notes, the words in them."""

from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "article",
        "section",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "pre",
        "figure",
        "figcaption",
        "details",
        "summary",
        "blockquote",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "footer",
        "svg",
        "main",
        "aside",
    ]
)
"""Elements that are not part of a line."""
INLINE_LIST = "aims-inline"
"""The class of a list whose items are set in one line."""


def words(element: HtmlElement) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.text_content().split())


def holds_blocks(element: HtmlElement) -> bool:
    """Return whether an element that is part of a line holds blocks nevertheless."""
    return any(part.tag in BLOCKS and part.tag != "svg" for part in element.iterdescendants())


def is_in_line(element: HtmlElement) -> bool:
    """Return whether all that an element holds fits into a line of a paragraph."""
    return not any(
        part.tag in BLOCKS and not (part.tag in ("ul", "li") and _is_inline_list(part))
        for part in element.iterdescendants()
    )


def holds_notes(element: HtmlElement) -> bool:
    """Return whether an element holds the footnotes of a page, not only their class."""
    named = {"footnote", "footnotes"} & set(element.get("class", "").split())
    return bool(named) and bool(element.xpath("./ol/li[@id]"))


def _is_inline_list(element: HtmlElement) -> bool:
    """Return whether an element is a list in one line, or an item of one."""
    items = element if element.tag == "ul" else element.getparent()
    return items is not None and INLINE_LIST in items.get("class", "").split()
