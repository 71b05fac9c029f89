"""An edition on its way to its place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import aliases, list_log, manifest, recovery
from .atomic import exchange, sync, sync_tree, write
from .editions import ASIDE, AUDIENCE, COMING, DAY, SHA256, Editions, Listed
from .errors import PublishingError
from .layout import LATEST, MANIFEST, REPLACED, SIGNATURE, free_name
from .manifest import Manifest, Source

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class Edition:
    """An edition to be published."""

    name: str
    audience: str
    day: str
    source: Source | None = None
    without: str = ""
    """In words, why it has no source."""
    tools: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    alias: str | None = None
    """Another name for it; else `latest`, where no edition comes after it."""
    alias_as: aliases.As | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of publishing or retiring."""

    said: str
    aside: str = ""
    """The path in the folder of what was kept aside."""


def sealed(fresh: Path, edition: Edition, key: "Ed25519PrivateKey | None") -> Manifest:
    """Give a finished site its manifest and signature, and return when all is on the disk."""
    files = {}
    for path, found in manifest.contents(fresh).items():
        if found is None:
            raise PublishingError(f"{path}: is no plain file", "Take it out of the site.")
        files[path] = found
    content = Manifest(
        edition=edition.name,
        audience=edition.audience,
        day=edition.day,
        source=edition.source,
        tools=dict(edition.tools),
        files=files,
    )
    written = content.as_bytes()
    (fresh / MANIFEST).write_bytes(written)
    if key:
        (fresh / SIGNATURE).write_bytes(key.sign(written))
    sync_tree(fresh)
    return content


@dataclass(frozen=True)
class Placing:
    """An edition on its way to its place in a folder, whose lock is held."""

    folder: Path
    editions: Editions
    edition: Edition
    fresh: Path
    content: Manifest
    replace: bool
    key: "Ed25519PrivateKey | None"

    @property
    def there(self) -> Path:
        """Where it is to stand."""
        return self.folder / self.edition.name

    @property
    def listed(self) -> Listed | None:
        """The edition of that name on the list."""
        return self.editions.find(self.edition.name)

    @property
    def _sha256(self) -> str:
        return manifest.sha256(self.content.as_bytes())

    def place(self) -> Outcome:
        """Put the edition in its place, unless it is there already or may not be."""
        if self.there.is_symlink() or (self.there.exists() and not self.there.is_dir()):
            raise PublishingError(f"{self.there}: is no folder", "Move it away.")
        old = manifest.read_from(self.there)
        if old and old.same_content(self.content) and self._is_whole(old):
            return self._again(old)
        if self.listed and not self.replace and self._differs(old):
            raise self._refusal(old)
        if self.listed:
            return self._in_place_of_listed()
        aside = self._aside() if self.there.exists() else None
        if aside:
            # Nobody was told of it: it was cut short, or put there by hand.
            self.there.rename(aside)
        self._list(self.content, self._sha256, self._step_in, self._step_back)
        return Outcome("published", self._shown(aside) if aside else "")

    def _is_whole(self, old: Manifest) -> bool:
        sha256 = manifest.sha256((self.there / MANIFEST).read_bytes())
        named = self.listed is None or self.listed.has_manifest(sha256)
        return named and not any(old.changes(manifest.contents(self.there)))

    def _differs(self, old: Manifest | None) -> bool:
        """Return whether readers would lose what was published under this number."""
        same = self.listed and self.listed.sha256 == self._sha256
        return old is not None or self.there.exists() or not same

    def _refusal(self, old: Manifest | None) -> PublishingError:
        if old and old.same_content(self.content):
            return PublishingError(
                f"{self.there}: was altered after it was published; `verify` says where",
                "Publish with --replace to put it right; what is there is kept aside.",
            )
        cure = "Give the manual a new edition number, or publish with --replace."
        day = ""
        if old and old.day != self.content.day:
            # Dates are judged by the day, so the same data may read otherwise on another one.
            day = f" (as of {old.day}, this one as of {self.content.day})"
            cure += " For another day than today, set SOURCE_DATE_EPOCH."
        return PublishingError(f"{self.there}: is published with other content{day}", cure)

    def _again(self, old: Manifest) -> Outcome:
        """Leave an edition as it is; list it, name it or sign it where that is still to do."""
        said, written = "was there with the same content", (self.there / MANIFEST).read_bytes()
        if self.key:
            signature, at = self.key.sign(written), self.there / SIGNATURE
            there = at.read_bytes() if at.is_file() else b""
            if there and there != signature and not self.replace:
                said = f"{self.there}: is signed with another key"
                raise PublishingError(said, "Publish with --replace to sign it with this one.")
            if there != signature:
                write(at, signature)
                said += ", and is signed now"
        self._list(old, manifest.sha256(written))
        return Outcome(said)

    def _in_place_of_listed(self) -> Outcome:
        """Take the place of an edition that readers know; that one is kept aside."""
        listed = self.listed
        assert listed
        there, aside = self.there.exists(), self._aside()
        # Whoever compares between the two steps finds either of the two in order.
        coming = {**listed.properties, COMING: self._sha256, ASIDE: aside.name}
        both = self.editions.having(listed.name, properties=coming)
        list_log.write_list(self.folder, both.as_bytes(), self.key)

        def step() -> None:
            if there:
                self.fresh.rename(aside)
                exchange(aside, self.there)
                sync(aside.parent)
            else:
                self._step_in()

        try:
            self._list(self.content, self._sha256, step)
        except BaseException:
            recovery.finish_changes(self.folder, self.key)
            raise
        return Outcome("published in the place of another", self._shown(aside) if there else "")

    def _aside(self) -> Path:
        path = self.there / MANIFEST
        sha256 = manifest.sha256(path.read_bytes()) if path.is_file() else "unknown"
        (self.folder / REPLACED).mkdir(exist_ok=True)
        return free_name(self.folder / REPLACED, self.edition.name, sha256)

    def _shown(self, aside: Path) -> str:
        return aside.relative_to(self.folder).as_posix()

    def _step_in(self) -> None:
        self.fresh.rename(self.there)

    def _step_back(self) -> None:
        self.there.rename(self.fresh)

    def _list(
        self,
        content: Manifest,
        sha256: str,
        step: Callable[[], None] = lambda: None,
        back: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the step that puts the edition in its place, list it, and name it."""
        name, alias = self.edition.name, self.edition.alias
        if not alias and self.editions.is_newest(name):
            alias = LATEST
        properties = {DAY: content.day, SHA256: sha256, AUDIENCE: content.audience}
        names = (alias,) if alias else ()
        following = self.editions.having(name, self.edition.title, names, properties)
        # Written before anything is changed: a full disk is found now.
        both = list_log.prepared(self.folder, following.as_bytes(), self.key)
        step()
        try:
            sync(self.folder)
            both.put_list()
        except OSError:
            both.drop()
            back()
            raise
        both.put_log()
        aliases.settle(self.folder, following, self.edition.alias_as)
