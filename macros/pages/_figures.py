"""Pictures as HTML: the drawing with its title and its facts as a table."""

from markupsafe import Markup, escape

from ..manual import Manual
from ..pictures import Picture
from ._tables import table_as_html


def picture_as_html(picture: Picture, manual: Manual) -> Markup:
    """Return a picture as a figure: its title, the drawing, and a table with its facts."""
    return Markup(
        '<figure class="aims-picture" data-search-exclude>\n'
        '<figcaption id="{name}">{title}</figcaption>\n'
        '<div class="aims-scroll" role="region" tabindex="0" aria-label="Drawing: {title}">'
        "{svg}</div>\n"
        '<details class="aims-words"><summary>{title} in words</summary>\n'
        "<p>{description}</p>\n{facts}</details>\n</figure>\n"
    ).format(
        name=f"picture-{picture.name}",
        title=escape(picture.title),
        svg=picture.svg,
        description=escape(picture.description),
        facts=table_as_html(picture.facts, manual),
    )
