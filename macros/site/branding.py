"""The brand of the organisation: style sheet, favicon and logo from one colour.

They are files, because a strict Content-Security-Policy forbids styles in a page.
"""

import posixpath
import re
from colorsys import hls_to_rgb, rgb_to_hls
from html import escape
from urllib.parse import urlsplit

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LIGHT, _DARK = "#ffffff", "#141a21"
"""The background of each palette in `docs/assets/aims.css`."""
LOGO = "assets/logo.svg"
"""The path of the logo that is drawn for an organisation without one."""
Channels = tuple[int, int, int]


def files(colour: str, logo_path: str, name: str) -> dict[str, str]:
    """Return the brand files by their paths in the site.

    `colour` is `#` and six hexadecimal digits. The logo is drawn only if `logo_path` is `LOGO`.

    Raises:
        ValueError: `colour` is not a colour.
    """
    made = {"assets/brand.css": brand_css(colour), "assets/favicon.svg": favicon(colour)}
    return made | ({LOGO: logo(colour, name)} if logo_path == LOGO else {})


def brand_css(colour: str) -> str:
    """Return the style sheet with the brand colour, readable in both palettes.

    Raises:
        ValueError: `colour` is not a colour.
    """
    brand = _channels(colour)
    # WCAG 2.2, 1.4.3 requires 4.5 for text; thin light letters on a dark background need more.
    light, dark = _readable(brand, _LIGHT, 0, 4.5), _readable(brand, _DARK, 1, 7)
    return (
        f':root, [data-md-color-scheme="default"] '
        f"{{ --aims-brand: {colour}; --aims-link: {light}; }}\n"
        "@media screen {\n"
        f'  [data-md-color-scheme="slate"] {{ --aims-brand: {dark}; --aims-link: {dark}; }}\n'
        "}\n"
    )


def favicon(colour: str) -> str:
    """Return the favicon as SVG: a matrix with a filled diagonal."""
    cells = "".join(
        f'<rect x="{6 + 7 * column}" y="{6 + 7 * row}" width="6" height="6" rx="1" '
        f'opacity="{1 if row == column else 0.4}"/>'
        for row in range(3)
        for column in range(3)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{colour}"/>'
        f'<g fill="{_ink(colour)}">{cells}</g></svg>\n'
    )


def logo(colour: str, organisation: str) -> str:
    """Return a logo as SVG: the initials of the organisation on its colour."""
    letters = initials(organisation)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{colour}"/>'
        f'<text x="16" y="{21 if len(letters) < 3 else 20}" text-anchor="middle" '
        f'font-family="Source Sans 3, sans-serif" font-weight="600" '
        f'font-size="{15 if len(letters) < 3 else 12}" fill="{_ink(colour)}">'
        f"{escape(letters)}</text></svg>\n"
    )


def initials(organisation: str) -> str:
    """Return at most three initials of a name: `OO` for `Our organisation`."""
    words = re.findall(r"[^\W_]+", organisation)
    # Skip lower-case words in a name with capital letters: `Bank of Japan` is `BJ`.
    named = [word for word in words if word[0].isupper()]
    return "".join(word[0] for word in (named if len(named) > 1 else words)[:3]).upper()


def _ink(colour: str) -> str:
    """Return the text colour for a background."""
    return "#ffffff" if _contrast(_channels(colour), _channels("#ffffff")) >= 3 else "#16202e"


def _channels(colour: str) -> Channels:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"'{colour}' is not a colour; write it as #1f4e79")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _readable(colour: Channels, paper: str, towards: int, least: float) -> str:
    """Return the nearest colour of the same hue with at least a contrast of `least` on `paper`.

    `towards` is the lightness to move to: 0 for black, 1 for white.
    """
    ground = _channels(paper)
    hue, light, full = rgb_to_hls(*(channel / 255 for channel in colour))
    for step in range(101):
        shade = light + (towards - light) * step / 100
        red, green, blue = (round(channel * 255) for channel in hls_to_rgb(hue, shade, full))
        if _contrast((red, green, blue), ground) >= least:
            break
    return f"#{red:02x}{green:02x}{blue:02x}"


def _contrast(colour: Channels, other: Channels) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it: 1 to 21."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Channels) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def own_logo(logo: object) -> str:
    """Return the path of the logo in the site; empty if it is on another site."""
    parts = urlsplit(str(logo or ""))
    return "" if parts.scheme or parts.netloc else posixpath.normpath(f"/{parts.path}").lstrip("/")
