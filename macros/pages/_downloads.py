"""Links to downloads: files for people with their titles, and files for programs, folded."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote

from markupsafe import Markup

from .. import exports
from ..loading.project import makes_pdf
from ..manual import Manual
from ..text import format_count
from ._folded import folded

PDF = f"/{exports.FOLDER}/manual.pdf"
"""The address of the PDF, which the build creates from the finished site."""
_FORMATS = {
    ".csv": "CSV",
    ".ics": "calendar",
    ".json": "JSON",
    ".pdf": "PDF",
    ".xlsx": "Excel workbook",
}
Files = Mapping[str, bytes]


def of_exports(manual: Manual, names: Iterable[str]) -> Markup:
    """Return links to the files of exports, below a sentence about each export."""
    shown = Markup("").join(
        Markup("<section><p><b>{}</b></p>{}</section>").format(
            _sentence(name), _list(manual, name, files)
        )
        for name in names
        if (files := exports.by_export(manual)[name])
    )
    return Markup('<div class="aims-files">{}</div>').format(shown)


def for_people(manual: Manual) -> Markup:
    """Return links to the PDF and the first file of each export; its other files are folded."""
    shown = Markup("")
    if makes_pdf():
        title = manual.organisation.manual_title if manual.organisation else "Manual"
        shown += _item(PDF, title, "PDF")
    more = Markup("")
    for name in exports.for_people():
        files = exports.by_export(manual)[name]
        titles = exports.titles(manual, name)
        first, *others = files
        shown += _file(first, files[first], titles)
        rest = {file: files[file] for file in others}
        if rest:
            more += folded(_summary(name, len(rest), "more file"), _list(manual, name, rest))
    return Markup('<div class="aims-files aims-files--titled"><ul>{}</ul>{}</div>').format(
        shown, more
    )


def for_programs(manual: Manual) -> Markup:
    """Return links to all other files, folded by export."""
    shown = Markup("").join(
        Markup("<section>{}</section>").format(
            folded(_summary(name, len(files), "file"), _list(manual, name, files))
        )
        for name, files in exports.by_export(manual).items()
        if files and name not in exports.for_people()
    )
    return Markup('<div class="aims-files">{}</div>').format(shown)


def _summary(name: str, count: int, noun: str) -> str:
    return f"{_sentence(name).rstrip('.')} ({format_count(count, noun)})"


def _sentence(name: str) -> str:
    return (exports.known()[name].export.__doc__ or "").split("\n")[0]


def _list(manual: Manual, name: str, files: Files) -> Markup:
    titles = exports.titles(manual, name)
    items = Markup("").join(_file(file, files[file], titles) for file in files)
    return Markup("<ul>{}</ul>").format(items)


def _file(name: str, content: bytes, titles: Mapping[str, str]) -> Markup:
    form = _FORMATS.get(PurePath(name).suffix, "") if name in titles else ""
    words = ", ".join(filter(None, (form, _size(len(content)))))
    return _item(f"/{exports.FOLDER}/{name}", titles.get(name, name), words)


def _item(address: str, title: str, words: str) -> Markup:
    return Markup('<li><a href="{}" download="">{}</a> <small>{}</small></li>').format(
        quote(address), title, words
    )


def _size(count_of_bytes: int) -> str:
    kilobytes = count_of_bytes / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{max(1, round(kilobytes))} kB"
