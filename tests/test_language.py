"""No text that a reader meets has a phrase of the list in `language.yaml`."""

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.cases import for_each

ROOT = Path(__file__).parents[1]
LIST = yaml.safe_load(Path(__file__).with_name("language.yaml").read_text(encoding="utf-8"))
PROSE = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


def files(globs: list[str]) -> set[Path]:
    return {path for glob in globs for path in ROOT.glob(glob) if path.is_file()}


def prose(path: Path, text: str) -> str:
    """Return a text with everything blank that is code: of Python, strings and comments stay."""
    if path.suffix != ".py":
        return text
    lines = text.splitlines()
    kept = [[" "] * len(line) for line in lines]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in PROSE:
            continue
        (first, start), (last, end) = token.start, token.end
        for row in range(first, last + 1):
            begin = start if row == first else 0
            stop = end if row == last else len(lines[row - 1])
            kept[row - 1][begin:stop] = lines[row - 1][begin:stop]
    return "\n".join("".join(line) for line in kept)


@dataclass(frozen=True)
class Phrase:
    """A phrase that readers have to read twice, and what to write instead."""

    find: re.Pattern[str]
    write: str
    any_case: bool
    exempt: frozenset[Path]

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where a text has the phrase as whole words."""
        # Small letters and no assertion in front: the expression then starts with a fixed text,
        # which `re` finds ten times faster.
        for found in self.find.finditer(text.lower() if self.any_case else text):
            if not text[found.start() - 1 : found.start()].isalnum():
                yield found


def phrase(word: dict[str, Any]) -> Phrase:
    """Return an entry of the list: a space is any white space, small letters match capitals."""
    find = word["find"]
    any_case = re.sub(r"\\.", "", find).islower()
    regex = re.compile(f"(?:{find})(?!\\w)".replace(" ", r"\s+(?:#\s+)?"))
    return Phrase(regex, word["write"], any_case, frozenset(files(word.get("except", []))))


PHRASES = [phrase(word) for word in LIST["words"]]


def faults(path: Path, text: str) -> Iterator[str]:
    """Yield each phrase of the list in a file, with its line and the plain word."""
    text = prose(path, text)
    for one in PHRASES:
        for found in () if path in one.exempt else one.search(text):
            line = text.count("\n", 0, found.start()) + 1
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            said = " ".join(found[0].split())
            yield f"{name}:{line}: {said!r}: write {one.write!r}"


@for_each("glob", LIST["read"])
def test_every_text_is_in_plain_words(glob: str):
    read = files([glob]) - files(LIST["not_ours"])
    found = [
        line for path in sorted(read) for line in faults(path, path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n" + "\n".join(found)


@for_each("glob", [*LIST["read"], *LIST["not_ours"]])
def test_the_list_names_files_that_exist(glob: str):
    assert files([glob])


@for_each("word", LIST["words"], lambda word: word["find"])
def test_every_phrase_is_found_in_its_sample_and_not_in_its_plain_word(word: dict[str, Any]):
    assert [*phrase(word).search(word.get("sample", word["find"]))]
    assert not [*phrase(word).search(word["write"])]


def test_a_phrase_is_found_across_lines_with_its_place_and_its_plain_word():
    text = "a: >\n  All that is to be put\n  right.\n"
    [fault] = faults(Path("text.yaml"), text)
    assert fault == "text.yaml:2: 'put right': write 'fix, correct'"


def test_of_python_only_strings_and_comments_are_read():
    assert not [*faults(Path("a.py"), "put = right.put_right(whoever)\n")]
    code = 'said = "put right"  # Whoever reads it.\n'
    found = [line.split(": ")[1] for line in faults(Path("a.py"), code)]
    assert found == ["'put right'", "'whoever'"]
