"""Reads acknowledgements in words: the text that an onboarding page copies, and mails with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from html import unescape

from ..model.acknowledgement import checksum_of, checksum_of_several

_DOCUMENT = re.compile(r"(\S+) version (.+) \(([0-9a-f]{12})\)")
_FIELD = re.compile(r"(Person|Role|Date):\s*(.*)")
_CHECKSUM = re.compile(r"Checksum:\s*([0-9a-f]{64})?")
_HEX = re.compile(r"[0-9a-f]{64}")
_QUOTED = re.compile(r"[\s>]+")
_BREAK, _TAG = re.compile(r"<br[^<>]*>|</(?:p|div|li|tr)>", re.IGNORECASE), re.compile(r"<[^<>]*>")
_NAMES = {"Person": "person", "Role": "role", "Date": "on"}
_MOST_PARTS = 1000
_MOST_BOUNDARIES = 200
"""How often a mail may name a boundary: the parser compares each line with all open ones."""
_LONGEST_HEADER = 1000


class _ShortHeaders(EmailPolicy):
    """Reads the start of a header: the parser takes minutes for one of 100 kB."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


@dataclass(frozen=True)
class WrittenAcknowledgement:
    """An acknowledgement in a text."""

    line: int
    values: dict[str, str]
    wrong: str = ""
    """Why it is not valid; empty for a valid one."""


@dataclass
class _Block:
    """The lines of one reader, up to the checksum."""

    shared: dict[str, str] = field(default_factory=dict)
    documents: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    def entries(self, checksum: str) -> Iterator[WrittenAcknowledgement]:
        """Yield the acknowledgements, each with its own checksum if that of the text is right."""
        several = [(line, self.shared | document) for line, document in self.documents]
        own = [checksum_of(values) for _, values in several]
        wrong = ""
        if not checksum:
            wrong = "is incomplete: the line with the checksum is missing"
        elif checksum != checksum_of_several(own):
            wrong = "was changed after it was given"
        for (line, values), signed in zip(several, own, strict=True):
            yield WrittenAcknowledgement(line, values | {"checksum": signed}, wrong)


def read_text(text: str) -> Iterator[WrittenAcknowledgement]:
    """Yield the acknowledgements in a text, which may be quoted and have other words around it."""
    block, awaited = _Block(), False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.replace("\N{NO-BREAK SPACE}", " ").rstrip()
        line = line[found.end() :] if (found := _QUOTED.match(line)) else line
        if found := _DOCUMENT.fullmatch(line):
            names = ("record", "version", "fingerprint")
            block.documents.append((number, dict(zip(names, found.groups(), strict=True))))
        elif found := _FIELD.fullmatch(line):
            block.shared[_NAMES[found[1]]] = found[2]
        elif found := _CHECKSUM.fullmatch(line):
            if found[1]:
                yield from block.entries(found[1])
                block = _Block()
            awaited = not found[1]
        elif awaited and _HEX.fullmatch(line):  # A mail program broke the line.
            yield from block.entries(line)
            block, awaited = _Block(), False
    yield from block.entries("")


def read_mail(raw: bytes) -> tuple[str, list[bytes]]:
    """Return the text of a mail, and the JSON files attached to it.

    Raises:
        ValueError: If it is not a mail that can be read.
    """
    try:
        if raw.lower().count(b"boundary") > _MOST_BOUNDARIES:
            raise ValueError("has too many parts")
        mail = message_from_bytes(raw, policy=_ShortHeaders())
        assert isinstance(mail, EmailMessage)
        parts = [part for part, _ in zip(mail.walk(), range(_MOST_PARTS), strict=False)]
        attached = [_bytes(part) for part in parts if _is_json(part)]
        body = mail.get_body(("plain", "html"))
        return (_text(body) if isinstance(body, EmailMessage) else ""), attached
    except Exception as error:  # The parser passes on many kinds of error for a damaged mail.
        raise ValueError("is not a mail that can be read") from error


def _is_json(part: EmailMessage) -> bool:
    named = (part.get_filename() or "").lower().endswith(".json")
    return not part.is_multipart() and (named or part.get_content_type() == "application/json")


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    content = str(part.get_content())
    if part.get_content_type() == "text/html":
        return unescape(_TAG.sub("", _BREAK.sub("\n", content)))
    return content
