"""What the server of `mkdocs serve` answers, and what it refuses."""

import socket

import pytest

from macros.site.request_errors import refuse, request_path

LOCAL = "127.0.0.1"


def asked(path="/", method="GET", host="127.0.0.1:8000"):
    return {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": host}


@pytest.mark.parametrize(
    ("host", "served", "answers"),
    [
        ("127.0.0.1:8000", LOCAL, True),
        ("localhost:8000", LOCAL, True),
        ("LOCALHOST", LOCAL, True),
        ("[::1]:8000", "::1", True),
        ("[::1]:8000", LOCAL, True),
        ("manual.test:80", "manual.test", True),
        ("192.0.2.7:8000", "192.0.2.7", True),
        ("192.0.2.7:8000", "0.0.0.0", True),
        ("[2001:db8::7]:8000", "::", True),
        (f"{socket.gethostname()}:8000", "0.0.0.0", True),
        ("192.0.2.7:8000", LOCAL, False),
        ("evil.example", LOCAL, False),
        ("evil.example:8000", "0.0.0.0", False),
        ("127.0.0.1.evil.example", LOCAL, False),
        ("localhost.evil.example", LOCAL, False),
        ("evil.example@127.0.0.1", LOCAL, False),
        ("127.0.0.1:8000:evil.example", LOCAL, False),
        ("", LOCAL, False),
        (":8000", "", False),
    ],
)
def test_only_a_request_to_its_own_address_gets_an_answer(host, served, answers):
    got = refuse(asked(host=host), served)
    assert (got is None) is answers
    assert answers or got.status == "403 Forbidden"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "X", "get", ""])
def test_another_method_is_refused_with_those_there_are(method):
    answer = refuse(asked(method=method), LOCAL)
    assert answer.status == "405 Method Not Allowed"
    assert answer.headers == (("Allow", "GET, HEAD"),)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_is_given_to_those_who_ask_for_it(method):
    assert refuse(asked("/roles/boss/", method), LOCAL) is None
    assert request_path(asked("/pr\xc3\xbcfer/")) == "/prüfer/"


@pytest.mark.parametrize(
    "path", ["/\xff\xfe", "/a\x00b", "/\x1b[31m", "/a\nb", "/a\\b", "/" + "a" * 256, "/a" * 600]
)
def test_what_no_file_is_called_is_not_found(path):
    assert refuse(asked(path), LOCAL).status == "404 Not Found"
