"""A page that redirects without a script: it works below any path and under a strict policy."""

from markupsafe import Markup

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">{canonical}
<title>The manual</title>
</head>
<body>
<p><a href="{address}">To the manual</a></p>
</body>
</html>
""")


def page(address: str, *, canonical: bool = False) -> bytes:
    """Return a page that redirects to an address.

    `canonical` tells search engines that the address is the permanent one.
    """
    link = Markup('\n<link rel="canonical" href="{}">').format(address) if canonical else ""
    return _PAGE.format(address=address, canonical=link).encode()
