"""Requests that `mkdocs serve` refuses, and the responses to them."""

import ipaddress
import re
import socket
from collections.abc import Mapping
from typing import Any, NamedTuple

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_LONGEST_NAME = 255
"""The longest file name that file systems allow, in bytes."""
_LONGEST_PATH = 1000
_HOST = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::[0-9]*)?")


class ErrorResponse(NamedTuple):
    """The response to a refused request."""

    status: str
    words: str
    headers: tuple[tuple[str, str], ...] = ()


def refuse(environ: Mapping[str, Any], served: str) -> ErrorResponse | None:
    """Return the response to a request that is refused, or None.

    `served` is the host that the server listens on. A website that points its name to this
    computer (DNS rebinding) sends its own name as host, and is refused.
    """
    method = str(environ.get("REQUEST_METHOD", ""))
    if method not in ("GET", "HEAD"):
        return ErrorResponse(
            "405 Method Not Allowed", "Use GET or HEAD.", (("Allow", "GET, HEAD"),)
        )
    if not is_own(str(environ.get("HTTP_HOST", "")), served):
        return ErrorResponse(
            "403 Forbidden", "This server answers only requests for its own address."
        )
    if request_path(environ) is None:
        return ErrorResponse("404 Not Found", "This page does not exist.")
    return None


def request_path(environ: Mapping[str, Any]) -> str | None:
    """Return the requested path, or None if no file can have it."""
    try:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    names = path.encode("utf-8").split(b"/")
    fits = all(len(name) <= _LONGEST_NAME for name in names) and len(path) <= _LONGEST_PATH
    return path if fits and not _UNSEEN.search(path) else None


def is_own(host: str, served: str) -> bool:
    """Return whether a Host header (RFC 9110, 7.2) means this server."""
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").casefold() if found else ""
    if not name:
        return False
    if name in {"localhost", served.strip("[]").casefold()}:
        return True
    try:
        asked = ipaddress.ip_address(name)
    except ValueError:
        # On all addresses, the name of this computer is allowed too.
        own = {socket.gethostname().casefold(), socket.getfqdn().casefold()}
        return _is_everywhere(served) and name in own
    return asked.is_loopback or _is_everywhere(served)


def _is_everywhere(served: str) -> bool:
    """Return whether the server listens on all addresses of this computer."""
    try:
        return ipaddress.ip_address(served.strip("[]")).is_unspecified
    except ValueError:
        return not served
