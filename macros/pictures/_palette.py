"""The colours of pictures: a class in the SVG, a variable in the style sheet, a colour in print.

`docs/assets/pictures.css` gives each class the colour of its variable, light or dark; a test
compares them. Without a style sheet, as in the PDF, a class has the colour that `in_light` returns.
"""

LIGHT = {
    "ink": "#16202e",
    "soft": "#51606f",
    "line": "#d9dfe6",
    "edge": "#8494a5",
    "paper": "#ffffff",
    "tint": "#f4f7fa",
    "link": "#1b5e96",
    "warn": "#7a3e00",
    "warn-tint": "#fff4e0",
    "good": "#14532d",
    "good-tint": "#e4f3e9",
    "step-1": "#eaf1f8",
    "step-2": "#cbdff0",
    "step-3": "#9cc3e3",
    "step-4": "#1f5f97",
    "risk-1": "#e9f3ec",
    "risk-2": "#fdf6dd",
    "risk-3": "#fbe4c8",
    "risk-4": "#f6cfd0",
    "violet": "#5b2a86",
    "bar-a": "#a63a58",
    "bar-r": "#35794f",
    "bar-c": "#d9a441",
    "bar-i": "#a9b9c9",
    "ink-on-bar": "#16202e",
}
"""The light colour of each name; `--aims-<name>` is its variable."""


def fill(name: str) -> str:
    """Return the class that fills a shape or a text with a colour.

    Raises:
        KeyError: The palette does not have this colour.
    """
    return _class("fill", name)


def stroke(name: str) -> str:
    """Return the class that draws a line in a colour.

    Raises:
        KeyError: The palette does not have this colour.
    """
    return _class("stroke", name)


def _class(what: str, name: str) -> str:
    if name not in LIGHT:
        raise KeyError(f"unknown colour '{name}'")
    return f"aims-{what}-{name}"


def in_light() -> dict[str, tuple[str, str]]:
    """Return the SVG attribute and the light colour of each class."""
    return {
        _class(what, name): (what, colour)
        for what in ("fill", "stroke")
        for name, colour in LIGHT.items()
    }
