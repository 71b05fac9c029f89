"""What every record of the manual has in common."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ._markers import Heading, NotCompared, NotContent, Unordered
from ._types import Id, Line, Markdown, Name

FieldPath = tuple[str | int, ...]
"""The path of a value inside a record: `("steps", 2, "role")`."""


class Part(BaseModel):
    """A group of fields inside a record."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )


class Entity(Part):
    """A record of the manual."""

    folder: ClassVar[str]
    """The folder of its files in `data/` and of its pages in the site."""
    name: ClassVar[str]
    """The name of the kind on pages and in messages: `AI system`."""
    plural: ClassVar[str]
    """The plural of the name."""
    introduction: ClassVar[str] = ""
    """The introduction of its register; default: the description of the kind."""
    register_columns: ClassVar[tuple[str, ...]] = ()
    """The fields that the register of this kind shows beside the title."""
    is_compared: ClassVar[bool] = True
    """Whether comparisons of editions show what changed in records of this kind."""
    if_removed: ClassVar[str] = ""
    """What to do in place of removing a published record, for kinds that must be kept."""
    section_clauses: ClassVar[Mapping[str, str]] = {"history": "7.5.2"}
    """The clauses that sections of its page address, by the ids of the sections."""
    is_singleton: ClassVar[bool] = False
    """Whether a manual has exactly one of them."""
    nested_in: ClassVar[str] = ""
    """The folder of the records that contain these records; default: they have own files."""
    shows_id: ClassVar[bool] = True
    """Whether the id is shown before the title."""
    search_weight: ClassVar[float] = 1.0
    """How much search prefers records of this kind to others that match as well."""

    id: Annotated[Id, NotContent(), NotCompared()]
    """The short name by which other records refer to it. Never change or reuse an id."""
    title: Line
    """The title, in a few words."""
    aliases: Annotated[
        tuple[Annotated[str, Name], ...], NotContent(), Unordered(), Heading("Also known as")
    ] = ()
    """Other names under which people search for it, and former ids."""
    text: Markdown = ""
    """Further details in Markdown; in a Markdown file, the part below the front matter."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Register a kind that is defined after the kinds were listed."""
        _kinds.cache_clear()

    @classmethod
    def clauses_of_section(cls, id: str) -> str:
        """Return the clauses that a section of a page of this kind addresses: `5.3, A.3.2`."""
        several = (vars(base).get("section_clauses", {}) for base in cls.__mro__)
        return next((found[id] for found in several if id in found), "")

    @property
    def address(self) -> str:
        """The address of its page: `/roles/data-steward/`. It never changes."""
        return (
            f"/{self.folder}/" if self.is_singleton else f"/{self.folder}/{slug(self.id).lower()}/"
        )

    @property
    def key(self) -> str:
        """The id in the whole manual."""
        return self.id

    @property
    def other_names(self) -> tuple[str, ...]:
        """The other names by which it can be referred to: aliases, and names of its kind."""
        return self.aliases

    @property
    def rank(self) -> int:
        """The position among the records of its kind; records of equal rank are sorted by id."""
        return 0

    @property
    def short_id(self) -> str:
        """The id as it is shown before the title."""
        return self.id

    def nested_records(self) -> Iterator[tuple["Entity", FieldPath]]:
        """Yield the records written inside this one, each with its path."""
        return iter(())


MARKS = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"
)
"""Accents and vowel signs, which many scripts write as separate characters beside a letter."""
_NOT_IN_ADDRESSES = re.compile(rf"\.?[^\w.\-{MARKS}]+")


def slug(id: str) -> str:
    """Return an id as it stands in an address: `Art. 9` becomes `Art-9`."""
    return _NOT_IN_ADDRESSES.sub("-", unicodedata.normalize("NFC", id)).strip("-.")


def kinds() -> dict[str, type[Entity]]:
    """Return every kind of record by its folder, in the order of the folders."""
    return dict(_kinds())


# Asked for thousands of times.
@cache
def _kinds() -> dict[str, type[Entity]]:
    found: dict[str, type[Entity]] = {}
    waiting: list[type[Any]] = [Entity]
    while waiting:
        family = waiting.pop().__subclasses__()
        waiting += family
        found |= {kind.folder: kind for kind in family if "folder" in vars(kind)}
    return dict(sorted(found.items()))
