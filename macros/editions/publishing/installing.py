"""The installation of a built edition in a published folder."""

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
    """The reason why it has no source."""
    tools: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    alias: str | None = None
    """Another name for it; default: `latest`, if no edition has a higher number."""
    alias_as: aliases.As | None = None


@dataclass(frozen=True)
class Outcome:
    """The result of publishing or retiring an edition."""

    result: str
    """What was done, such as `published`."""
    aside: str = ""
    """The path in the folder of the edition that was replaced or retired."""


def seal(fresh: Path, edition: Edition, key: "Ed25519PrivateKey | None") -> Manifest:
    """Write the manifest and signature of a finished site, and wait until all is on the disk.

    Raises:
        PublishingError: If the site contains something that is not a plain file.
    """
    files = {}
    for path, found in manifest.contents(fresh).items():
        if found is None:
            raise PublishingError(f"{path}: is not a plain file", "Remove it from the site.")
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
class Installation:
    """The installation of an edition in a folder whose lock is held."""

    folder: Path
    editions: Editions
    edition: Edition
    fresh: Path
    content: Manifest
    replace: bool
    key: "Ed25519PrivateKey | None"

    @property
    def target(self) -> Path:
        """The folder of the edition."""
        return self.folder / self.edition.name

    @property
    def listed(self) -> Listed | None:
        """The edition of the same number on the list, if any."""
        return self.editions.find(self.edition.name)

    @property
    def _sha256(self) -> str:
        return manifest.sha256(self.content.as_bytes())

    def install(self) -> Outcome:
        """Install the edition, unless the same one is installed already.

        Raises:
            PublishingError: If another edition of the same number must not be replaced.
            OSError: If the file system refuses.
        """
        if self.target.is_symlink() or (self.target.exists() and not self.target.is_dir()):
            raise PublishingError(f"{self.target}: is not a folder", "Move it away.")
        old = manifest.read_from(self.target)
        if old and old.same_content(self.content) and self._is_whole(old):
            return self._complete(old)
        if self.listed and not self.replace and self._differs(old):
            raise self._refusal(old)
        if self.listed:
            return self._replace_listed()
        aside = self._aside() if self.target.exists() else None
        if aside:
            # It is not listed: its publication was interrupted, or somebody copied it there.
            self.target.rename(aside)
        self._list(self.content, self._sha256, self._swap_in, self._swap_out)
        return Outcome("published", self._path_of(aside) if aside else "")

    def _is_whole(self, old: Manifest) -> bool:
        sha256 = manifest.sha256((self.target / MANIFEST).read_bytes())
        named = self.listed is None or self.listed.has_manifest(sha256)
        return named and not any(old.changes(manifest.contents(self.target)))

    def _differs(self, old: Manifest | None) -> bool:
        """Return whether readers would lose an edition of this number."""
        same = self.listed and self.listed.sha256 == self._sha256
        return old is not None or self.target.exists() or not same

    def _refusal(self, old: Manifest | None) -> PublishingError:
        if old and old.same_content(self.content):
            return PublishingError(
                f"{self.target}: was altered after it was published; `verify` lists the files",
                "Publish with --replace to restore it; the altered files are kept in .replaced/.",
            )
        hint = "Give the manual a new edition number, or publish with --replace."
        day = ""
        if old and old.day != self.content.day:
            # Due dates depend on the day, so the same data can give other pages on another day.
            day = f" (as of {old.day}, this one as of {self.content.day})"
            hint += " To publish as of another day, set SOURCE_DATE_EPOCH."
        return PublishingError(f"{self.target}: is published with other content{day}", hint)

    def _complete(self, old: Manifest) -> Outcome:
        """Leave an installed edition as it is; list, name or sign it if that was not done yet."""
        message, written = (
            "is published already with the same content",
            (self.target / MANIFEST).read_bytes(),
        )
        if self.key:
            signature, at = self.key.sign(written), self.target / SIGNATURE
            there = at.read_bytes() if at.is_file() else b""
            if there and there != signature and not self.replace:
                message = f"{self.target}: is signed with another key"
                raise PublishingError(message, "Publish with --replace to sign it with this one.")
            if there != signature:
                write(at, signature)
                message += ", and is signed now"
        self._list(old, manifest.sha256(written))
        return Outcome(message)

    def _replace_listed(self) -> Outcome:
        """Replace a listed edition, which is kept aside."""
        listed = self.listed
        assert listed
        there, aside = self.target.exists(), self._aside()
        # Who verifies between the two steps finds either of the two editions valid.
        coming = {**listed.properties, COMING: self._sha256, ASIDE: aside.name}
        both = self.editions.having(listed.name, properties=coming)
        list_log.write_list(self.folder, both.as_bytes(), self.key)

        def swap() -> None:
            if there:
                self.fresh.rename(aside)
                exchange(aside, self.target)
                sync(aside.parent)
            else:
                self._swap_in()

        try:
            self._list(self.content, self._sha256, swap)
        except BaseException:
            recovery.finish_changes(self.folder, self.key)
            raise
        return Outcome(
            "published, and replaced another edition", self._path_of(aside) if there else ""
        )

    def _aside(self) -> Path:
        path = self.target / MANIFEST
        sha256 = manifest.sha256(path.read_bytes()) if path.is_file() else "unknown"
        (self.folder / REPLACED).mkdir(exist_ok=True)
        return free_name(self.folder / REPLACED, self.edition.name, sha256)

    def _path_of(self, aside: Path) -> str:
        return aside.relative_to(self.folder).as_posix()

    def _swap_in(self) -> None:
        self.fresh.rename(self.target)

    def _swap_out(self) -> None:
        self.target.rename(self.fresh)

    def _list(
        self,
        content: Manifest,
        sha256: str,
        swap_in: Callable[[], None] = lambda: None,
        swap_out: Callable[[], None] = lambda: None,
    ) -> None:
        """Swap the edition in, list it, and point its alias to it.

        Args:
            swap_in: Moves the edition to its folder.
            swap_out: Moves it back if it cannot be listed.
        """
        name, alias = self.edition.name, self.edition.alias
        if not alias and self.editions.is_newest(name):
            alias = LATEST
        properties = {DAY: content.day, SHA256: sha256, AUDIENCE: content.audience}
        names = (alias,) if alias else ()
        following = self.editions.having(name, self.edition.title, names, properties)
        # Written before anything is changed, so that a full disk is noticed now.
        both = list_log.prepare_list(self.folder, following.as_bytes(), self.key)
        swap_in()
        try:
            sync(self.folder)
            both.put_list()
        except OSError:
            both.drop()
            swap_out()
            raise
        both.put_log()
        aliases.apply(self.folder, following, self.edition.alias_as)
