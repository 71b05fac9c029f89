"""What the staff edition leaves out, and the texts that say so."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..diagnostics import Finding
from .redaction import NOTHING, Redaction

NOT_SHOWN = "This is shown in the auditor edition."
WITHHELD = "withheld"
"""The text of a cell whose content this edition withholds."""


class Withheld(NamedTuple):
    """What the staff edition leaves out."""

    redaction: Redaction = NOTHING
    """The records, fields and items that are left out."""
    findings: tuple[Finding, ...] = ()
    """The findings about the whole manual that staff may see."""
    fingerprints: Mapping[str, str] = MappingProxyType({})
    """Fingerprints of documents that are shown only in part, by key."""
    shown: frozenset[str] = frozenset()
    """Keys of applicability records whose evidence is withheld in part."""

    @property
    def topics(self) -> frozenset[str]:
        """The withheld topics: `acknowledgements`, `competences` ..."""
        return self.redaction.topics
