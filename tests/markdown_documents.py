"""Made-up pages: every construct that `mkdocs.yml` lets people write, inside one another."""

import re
from itertools import count
from pathlib import Path

import markdown
import yaml
from hypothesis import strategies as st

WORD = re.compile(r"W\d{4}")


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose own tags stand for nothing here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def rendered(text: str) -> str:
    """Return a page as the site shows it: by the extensions of `mkdocs.yml`."""
    config = yaml.load(
        Path("mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader
    )  # it makes nothing
    names, configs = [], {}
    for extension in config["markdown_extensions"]:
        name, options = (
            next(iter(extension.items())) if isinstance(extension, dict) else (extension, {})
        )
        names.append(name)
        configs[name] = options
    return markdown.markdown(text, extensions=names, extension_configs=configs)


def inside(text: str, indent: str = "    ") -> str:
    """Return lines as what stands inside an item, a note or a tab."""
    return "\n".join(indent + line if line else "" for line in text.split("\n"))


_LINES = (
    "_ and **_**, *_* or `_`",
    "[_](https://example.org/a) and <mark>_</mark> _",
    "_ <kbd>_</kbd> H~~_~~ <sub>_</sub> <small>_</small>",
    "ABBR _  \n_",
)
_LEAVES = (
    "_ _",
    *_LINES,
    "## _ *_*",
    "##### _",
    "---",
    "_[^_]\n\n[^_]: _ one.\n\n    _ two.",
    "| _ | `_` |\n|---|--:|\n| _ | _ |\n| _ |",
    "_\n:   _\n:   _\n\n    _",
    "- [x] _\n- [ ] _",
    "1. _\n2. _\n    - _",
    '```sh linenums="1"\n_ --now\n_\n```',
    '```py linenums="7 2" title="_.py" hl_lines="2"\n_\n\n_\n```',
    '```text title="_"\n_\n```',
    "    _ indented\n    _",
    '<table><tr><th rowspan="2">_</th><th colspan="2">_</th></tr><tr><th>_</th><th>_</th></tr>'
    '<tr><td rowspan="0">_</td><td>_</td></tr><tr><td>_</td></tr></table>',
    "<figure><blockquote>_</blockquote><figcaption>_</figcaption></figure>",
    "<div markdown>\n_ **_**\n\n_\n{: .footnote }\n\n_\n{: .highlight #_ }\n</div>",
)
_HOLDERS = (
    "- _\n\n{inner}\n- _",
    "3. _\n\n{inner}",
    "> _\n>\n{quoted}",
    '!!! note "_"\n\n{inner}',
    '??? warning "_"\n\n{inner}',
    '=== "_"\n\n{inner}\n\n=== "_"\n\n    _',
    "_\n:   _\n\n{inner}",
)


def _held(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda holder, blocks: holder.format(
            inner=inside("\n\n".join(blocks)), quoted=inside("\n\n".join(blocks), "> ")
        ),
        st.sampled_from(_HOLDERS),
        st.lists(inner, min_size=1, max_size=3),
    )


def every_leaf() -> str:
    """Return a page with every construct once, in the open and inside each that holds others."""
    held = [
        holder.format(inner=inside(leaf), quoted=inside(leaf, "> "))
        for leaf, holder in zip(_LEAVES * 2, _HOLDERS * 6, strict=False)
    ]
    return "\n\n<!-- -->\n\n".join([*_LEAVES, *held])


def numbered(text: str) -> str:
    """Return a page whose words are all different: what is lost can be named."""
    numbers = count(1)
    named = re.sub(r"(?<![A-Za-z0-9])_(?![A-Za-z0-9])", lambda _: f"W{next(numbers):04}", text)
    # A note has the same name where it is referred to and where it stands.
    named = re.sub(
        r"\[\^W\d{4}\](?!:)(.*?)\[\^(W\d{4})\]:", r"[^\2]\1[^\2]:", named, flags=re.DOTALL
    )
    return f"# Page\n\n{named}\n\n*[ABBR]: Abbreviation\n"


documents = st.lists(
    st.recursive(st.sampled_from(_LEAVES), _held, max_leaves=8), min_size=4, max_size=12
).map("\n\n".join)
