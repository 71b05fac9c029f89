"""What a request to the server of `mkdocs serve` may not be, and the answer it then gets."""

import ipaddress
import re
import socket
from collections.abc import Mapping
from typing import Any, NamedTuple

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_LONGEST_NAME = 255
"""How many bytes a file system takes for the name of a file."""
_LONGEST_PATH = 1000
_HOST = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::[0-9]*)?")


class ErrorResponse(NamedTuple):
    """What is answered in place of a page."""

    status: str
    words: str
    headers: tuple[tuple[str, str], ...] = ()


def refuse(environ: Mapping[str, Any], served: str) -> ErrorResponse | None:
    """Return the answer to a request that gets no page, or nothing if it gets one.

    `served` is the host of the address that is served. A page of another site that lets its name
    mean this computer (DNS rebinding) would send its own name.
    """
    method = str(environ.get("REQUEST_METHOD", ""))
    if method not in ("GET", "HEAD"):
        return ErrorResponse(
            "405 Method Not Allowed", "Use GET or HEAD.", (("Allow", "GET, HEAD"),)
        )
    if not is_own(str(environ.get("HTTP_HOST", "")), served):
        return ErrorResponse("403 Forbidden", "This server answers at its own address only.")
    if request_path(environ) is None:
        return ErrorResponse("404 Not Found", "There is no such page.")
    return None


def request_path(environ: Mapping[str, Any]) -> str | None:
    """Return the path that is asked for, or nothing if no file can have it."""
    try:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    names = path.encode("utf-8").split(b"/")
    fits = all(len(name) <= _LONGEST_NAME for name in names) and len(path) <= _LONGEST_PATH
    return path if fits and not _UNSEEN.search(path) else None


def is_own(host: str, served: str) -> bool:
    """Return whether a Host header names this server: by an address, or by the name it serves."""
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").casefold() if found else ""
    if not name:
        return False
    if name in {"localhost", served.strip("[]").casefold()}:
        return True
    try:
        asked = ipaddress.ip_address(name)
    except ValueError:
        # Served to the whole network, it is called by the name of this computer.
        own = {socket.gethostname().casefold(), socket.getfqdn().casefold()}
        return _is_everywhere(served) and name in own
    return asked.is_loopback or _is_everywhere(served)


def _is_everywhere(served: str) -> bool:
    """Return whether an address means all addresses of this computer."""
    try:
        return ipaddress.ip_address(served.strip("[]")).is_unspecified
    except ValueError:
        return not served
