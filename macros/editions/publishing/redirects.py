"""A page that redirects without a script: it works below any path and under a strict policy."""

from markupsafe import Markup

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">
<title>The manual</title>
</head>
<body>
<p><a href="{address}">To the manual</a></p>
</body>
</html>
""")


def page(address: str) -> bytes:
    """Return a page that redirects to an address."""
    return _PAGE.format(address=address).encode()
