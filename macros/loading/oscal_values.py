"""Converts titles, ids and states of OSCAL to plain text."""

import hashlib
import html
import re
from collections.abc import Mapping
from typing import Any

from ..diagnostics import INVISIBLE
from ..model._entity import slug

LONGEST = 100
"""The longest id in bytes; it is also the name of a folder."""
_RESERVED = {"index", "readme"}
_NOT_WRITTEN = re.compile("[\ufeff\ufffe\uffff\U0001fffe\U0001ffff]")
_INSERT = re.compile(
    r"\{\{\s*insert:\s*(?P<kind>\w+)\s*,\s*(?P<id>[^\s{}]+)\s*\}\}"
    r"|\{\{\s*(?:param:\s*)?(?P<old>[^\s{},:]+)\s*\}\}"
    r"""|<insert\b[^<>]*?(?:param-id|id-ref)=["'](?P<tag>[^"'<>]*)["'][^<>]*/?>(?:</insert>)?"""
)
_TAG = re.compile(r"</?(?:em|strong|i|b|code|sub|sup|q|a|span|br|p)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_RECORD_LINK = re.compile(r"\[\[\s*([^\[\]|]+?)\s*(?:\|([^\[\]]*))?\]\]")
_MARKS = re.compile(r"(?<![\w\\*])(\*{1,3}|(?<!_)_{1,2}(?!_))(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
_STARS = re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*]*[^\s*\\])\1")
_CODE = re.compile(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_\[\](){}#+\-.!~^\"'<>|])")
_WITHDRAWN_TITLE = re.compile(
    r"\s*(?:[\[({]\s*withdrawn\b|withdrawn\s*(?:$|[:;,.\u2013\u2014-]))"
    r"|.*[\[({]\s*withdrawn\b.*[\])}]\s*\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_BRACKETED = re.compile(r"\s*[\[({]\s*withdrawn\b", re.IGNORECASE)
_GONE_TO = {"incorporated-into", "moved-to"}
_TRUE = {"true", "yes", "1"}


def yaml_line(value: Any) -> str:
    """Return a text as one line without invisible characters; ``""`` if it is not a text."""
    if not isinstance(value, str):
        return ""
    return " ".join(_NOT_WRITTEN.sub("", INVISIBLE.sub(" ", value)).split())


def title(value: Any, labels: Mapping[str, str]) -> str:
    """Return a title without OSCAL markup, with labels in place of parameters.

    Args:
        value: The title in the catalogue.
        labels: The labels of parameters, by their ids.
    """
    return _strip_markup(_INSERT.sub(lambda found: _insert_label(found, labels), yaml_line(value)))


def labels_in(holder: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of the parameters of a catalogue, group or control, by their ids."""
    params = holder.get("params", holder.get("parameters"))
    found: dict[str, str] = {}
    for param in params if isinstance(params, list) else ():
        if isinstance(param, dict) and (id := yaml_line(param.get("id"))):
            found[id] = title(param.get("label"), {})
    return found


def _insert_label(found: re.Match[str], labels: Mapping[str, str]) -> str:
    if found["kind"] not in (None, "param"):
        return found["id"]
    if found["old"] and found["old"] not in labels:
        return found[0]  # Not a parameter: the braces belong to the title.
    id = found["id"] or found["old"] or found["tag"]
    return labels.get(id) or "[parameter]"


def _strip_markup(text: str) -> str:
    # Links to records (`[[id]]`) are not allowed in titles.
    text = _RECORD_LINK.sub(lambda found: found[2] or found[1], text)
    text = _LINK.sub(r"\1", _TAG.sub("", text))
    text = _CODE.sub(r"\2", text)
    for _ in range(3):  # Emphasis within emphasis.
        text = _STARS.sub(r"\2", _MARKS.sub(r"\2", text))
    return yaml_line(html.unescape(_ESCAPED.sub(r"\1", text)))


def id_of(written: str, kind: str) -> str:
    """Return a text as an id: always the same one, and one that `check` accepts.

    Args:
        written: The text.
        kind: Becomes part of an id that has no letter or is reserved for a register.
    """
    id = re.sub(r"^[\W_]+", "", slug(yaml_line(written)))
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if not id:
        return f"{kind}-{digest}" if written.strip() else ""
    if id.casefold() in _RESERVED:
        return f"{id}-{kind}"
    if len(id.encode()) > LONGEST:
        cut = id.encode()[: LONGEST - len(digest) - 1].decode("utf-8", "ignore")
        # At the end of a word, if one ends in the second half.
        word, _, _ = cut.rpartition("-")
        cut = word if len(word) > len(cut) // 2 else cut
        return f"{cut.rstrip('-.')}-{digest}"
    return id


def is_withdrawn(part: Mapping[str, Any]) -> bool:
    """Return whether a control or a group is withdrawn."""
    properties = [
        *_groups(part, "props"),
        *_groups(part, "properties"),
        *_groups(part, "annotations"),
    ]
    rels = {yaml_line(link.get("rel")).casefold() for link in _groups(part, "links")}
    return (
        any(map(_is_withdrawn_property, properties))
        or yaml_line(part.get("class")).casefold() == "withdrawn"
        or yaml_line(part.get("status")).casefold() == "withdrawn"
        or bool(_WITHDRAWN_TITLE.match(yaml_line(part.get("title"))))
        or any(_BRACKETED.match(yaml_line(inner.get("prose"))) for inner in _groups(part, "parts"))
        or bool(rels & _GONE_TO)
    )


def _is_withdrawn_property(prop: Mapping[str, Any]) -> bool:
    names = {yaml_line(prop.get(name)).casefold() for name in ("name", "class")}
    value = yaml_line(prop.get("value")).casefold()
    if "withdrawn" in names:
        return value in _TRUE or value == "withdrawn"
    stated = bool(names & {"status", "state", "label", "implementation-level", "alt-label"})
    return stated and (value == "withdrawn" or bool(_WITHDRAWN_TITLE.match(value)))


def _groups(part: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    inner = part.get(name)
    return [item for item in inner if isinstance(item, dict)] if isinstance(inner, list) else []
