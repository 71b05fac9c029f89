"""Pictures as HTML: the drawing with its title and its facts as a table."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from ..manual import Manual
from ..pictures import Picture
from ..pictures._picture import OutlineItem
from ._markup import link
from ._tables import table_as_html


def picture_as_html(picture: Picture, manual: Manual) -> Markup:
    """Return a picture as a figure: its title, the drawing, and a table with its facts."""
    return Markup(
        '<figure class="aims-picture{kind}" data-search-exclude>\n'
        '<figcaption id="{name}">{title}</figcaption>\n{switch}{outline}'
        '<div class="aims-scroll" role="region" tabindex="0" aria-label="Drawing: {title}">'
        "{svg}</div>\n"
        '<details class="aims-words"><summary>{title} in words</summary>\n'
        "<p>{description}</p>\n{facts}</details>\n</figure>\n"
    ).format(
        kind=" aims-outlined" if picture.outline else "",
        name=f"picture-{picture.name}",
        title=escape(picture.title),
        switch=_switch(picture),
        outline=_outline(picture.outline, ' class="aims-outline" data-print-exclude'),
        svg=picture.svg,
        description=escape(picture.description),
        facts=table_as_html(picture.facts, manual),
    )


def _switch(picture: Picture) -> Markup:
    """Return the check box that adds the minor parts of a drawing, without a script."""
    if not picture.switch:
        return Markup("")
    return Markup(
        '<label class="aims-switch" data-print-exclude><input type="checkbox"> {}</label>\n'
    ).format(picture.switch)


def _outline(items: Iterable[OutlineItem], attributes: str = "") -> Markup:
    """Return a nested list of records."""
    entries = Markup("").join(
        Markup("<li>{} <small>{}</small>{}</li>\n").format(
            link(item.record), item.note, _outline(item.below)
        )
        for item in items
    )
    return Markup("<ul{}>\n{}</ul>\n").format(Markup(attributes), entries) if entries else entries
