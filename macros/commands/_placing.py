"""The replacement of a built site by a new one; files that no build created stay."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError
from ..editions.publishing.atomic import exchange
from ..editions.publishing.errors import PublishingError
from ..pages._outline import FILE

BUILT = ".built.json"
"""The list of the files that a build created, for the next build; all others are the user's."""
_FRESH, _OLD, _STALE = "site", "old", ".site-"


def target_of(site: Path) -> Path:
    """Return the folder to put a site into; a symbolic link is followed.

    Raises:
        ManualError: If it contains something that no build created.
    """
    target = site.resolve() if site.is_symlink() else site
    visible = target.is_dir() and any(not path.name.startswith(".") for path in target.iterdir())
    if target.is_dir() and ((target / FILE).is_file() or not visible):
        return target
    if not os.path.lexists(target):
        return target
    message = "was not created by a build; refusing to overwrite it"
    raise ManualError([Finding(Location(str(site)), message, "Name another folder with --site.")])


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """Give a folder to build in, on the file system of the target, and remove it afterwards.

    Folders that killed builds left there are removed first.
    """
    inside = target.is_dir() and not os.access(target.parent, os.W_OK)
    parent = target if inside else target.parent
    parent.mkdir(parents=True, exist_ok=True)
    for stale in parent.glob(f"{_STALE}*"):
        _remove_stale(stale, target)
    with tempfile.TemporaryDirectory(prefix=_STALE, dir=parent) as folder:
        handle = os.open(folder, os.O_RDONLY)
        try:
            _is_free(handle)  # Held until the build ends, however it ends.
            yield Path(folder) / _FRESH
        finally:
            os.close(handle)


def _remove_stale(stale: Path, target: Path) -> None:
    """Remove the folder of a killed build; a site that it had moved away is moved back."""
    if stale.is_symlink() or not stale.is_dir():
        return
    handle = os.open(stale, os.O_RDONLY)
    try:
        if not _is_free(handle) or {path.name for path in stale.iterdir()} - {_FRESH, _OLD}:
            return
        if (stale / _OLD).is_dir() and not os.path.lexists(target):
            (stale / _OLD).rename(target)
        shutil.rmtree(stale, ignore_errors=True)
    finally:
        os.close(handle)


def _is_free(handle: int) -> bool:
    """Return whether no build uses a folder, and if so, lock it for this one."""
    try:
        import fcntl  # Windows has no such module, and nothing is removed there.
    except ImportError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def swap(fresh: Path, site: Path) -> None:
    """Replace a site by a fresh one in one step; files that no build created are kept.

    On a file system that cannot exchange folders there is no site for a moment. If the folder
    cannot be moved, such as a volume of a container, file after file is replaced.

    Raises:
        ManualError: If a file of the user and a file of the fresh site have the same path.
        OSError: If the file system refuses.
    """
    made = sorted(_files(fresh))
    (fresh / BUILT).write_text(json.dumps(made, indent=0) + "\n", encoding="utf-8")
    if not site.exists():
        fresh.rename(site)
        return
    own = sorted(_own(site, _made(site)))
    for path in own:
        if os.path.lexists(fresh / path):
            message = f"{path} was not created by a build; the new site has a file of this name"
            raise ManualError([Finding(Location(str(site)), message, "Move it out of the site.")])
    if os.path.ismount(site) or fresh.parent.parent == site:
        _fill(fresh, site, made)
        return
    for path in own:
        _copy(site / path, fresh / path)
    try:
        exchange(fresh, site)
    except PublishingError:
        _rename(fresh, site)
    except OSError:  # The folder is busy: it is a mount.
        _fill(fresh, site, made)


def _rename(fresh: Path, site: Path) -> None:
    old = fresh.with_name(_OLD)
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise


def _fill(fresh: Path, site: Path, made: list[str]) -> None:
    """Replace the files of a site one by one, and remove those that the fresh site lacks."""
    before = _made(site)
    # If this build is killed halfway, the next one still knows the files of builds.
    _put(json.dumps(sorted(before.union(made))).encode(), site / BUILT)
    for path in sorted(made, key=lambda path: (path.endswith(".html"), path)):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        _put((fresh / path).read_bytes(), site / path)
    for path in before.difference(made, [BUILT]):
        (site / path).unlink(missing_ok=True)
        for folder in (site / path).parents:
            if folder == site:
                break
            with suppress(OSError):  # It is not empty.
                folder.rmdir()
    _put((fresh / BUILT).read_bytes(), site / BUILT)


def _put(content: bytes, path: Path) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _made(site: Path) -> set[str]:
    """Return the files in a site that a build created."""
    try:
        listed = json.loads((site / BUILT).read_text(encoding="utf-8"))
        return {path for path in listed if isinstance(path, str)} | {BUILT}
    except (OSError, ValueError, TypeError):
        # An early version left no list: count all but the files that servers and git need.
        every = _files(site)
        return {path for path in every if path == FILE or not path.startswith((".", "CNAME"))}


def _files(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_STALE)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in (*files, *links):
            yield Path(place, name).relative_to(folder).as_posix()


def _own(site: Path, made: set[str]) -> Iterator[str]:
    """Yield the files and whole folders in a site that no build created."""
    holding = {parent.as_posix() for path in made for parent in Path(path).parents}
    for place, folders, files in os.walk(site):
        inner = Path(place).relative_to(site)
        whole = [name for name in folders if (inner / name).as_posix() not in holding]
        folders[:] = [name for name in folders if name not in whole]
        for name in (*whole, *files):
            path = (inner / name).as_posix()
            if path not in made and not name.startswith(_STALE):
                yield path


def _copy(path: Path, to: Path) -> None:
    """Copy a file or folder; as a hard link, if the file system allows it."""

    def link(source: str, target: str) -> None:
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)

    to.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, copy_function=link)
    else:
        link(str(path), str(to))
