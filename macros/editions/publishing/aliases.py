"""Other names of editions, such as `latest`: a link, or a page that redirects.

A link is one entry of the folder, so it changes in one step, and every address below it works.
If a folder cannot contain links, or is copied to a place without links, the alias is a folder with
one page, which changes in one step too; addresses below it do not work.
"""

import errno
from pathlib import Path
from typing import Literal

from . import redirects
from .atomic import prepare, sync
from .editions import Editions
from .errors import PublishingError
from .layout import INDEX, LATEST, NEW

As = Literal["link", "page"]


def kind(path: Path) -> As | None:
    """Return what an alias is; None if the path is not an alias."""
    if path.is_symlink():
        return "link"
    if path.is_dir() and [entry.name for entry in path.iterdir()] == [INDEX]:
        return "page"
    return None


def refuse_impossible(folder: Path, name: str, wanted: As | None) -> None:
    """Refuse an alias whose path is taken, or a link in a folder that cannot contain links.

    Raises:
        PublishingError: If the alias is impossible.
    """
    path = folder / name
    _refuse_occupied(path)
    if (wanted or kind(path) or "link") == "link":
        _fresh_link(path, ".").unlink()


def _refuse_occupied(path: Path) -> None:
    if path.exists() and kind(path) is None:
        message = f"{path}: exists and is not an alias"
        raise PublishingError(message, "Move it away, or choose another name with --alias.")


def apply(folder: Path, editions: Editions, wanted: As | None = None) -> None:
    """Make the aliases and the first page of a folder match the list of editions.

    Raises:
        PublishingError: If the path of an alias is taken.
    """
    for edition in editions:
        for name in edition.aliases:
            path = folder / name
            if not leads_to(path, edition.name, wanted):
                _point(path, edition.name, wanted or kind(path) or "link")
    if len(editions):
        first = LATEST if editions.under(LATEST) else next(iter(editions)).name
        _write(folder / INDEX, redirects.page(f"{first}/{INDEX}"))
    sync(folder)


def leads_to(path: Path, edition: str, wanted: As | None = None) -> bool:
    """Return whether an alias leads to an edition."""
    there = kind(path)
    if there is None or (wanted and there != wanted):
        return False
    if there == "link":
        return str(path.readlink()) == edition
    return (path / INDEX).read_bytes() == _page(edition)


def _point(path: Path, edition: str, wanted: As) -> None:
    _refuse_occupied(path)
    if wanted == "link":
        _link(path, edition)
        return
    if path.is_symlink():
        path.unlink()
    path.mkdir(exist_ok=True)
    _write(path / INDEX, _page(edition))


def _link(path: Path, edition: str) -> None:
    fresh = _fresh_link(path, edition)
    if kind(path) == "page":
        (path / INDEX).unlink()
        path.rmdir()
    fresh.replace(path)


def _fresh_link(path: Path, target: str) -> Path:
    """Return a link beside its final path."""
    fresh = path.with_name(f".{path.name}{NEW}")
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        message = f"{path}: the folder cannot contain symbolic links"
        raise PublishingError(message, "Publish with --alias-as page.") from error
    return fresh


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        prepare(path, content).replace(path)
        sync(path.parent)


def _page(edition: str) -> bytes:
    return redirects.page(f"../{edition}/{INDEX}")
