"""Runs `python -m ...` in a process of its own that has loaded the program's modules already.

Loading them takes as long as building a small manual. The process is forked from one that has done
nothing else, so that no run sees another. Its environment, folder and output are its own; where a
run depends on how Python starts (hash seeds, a `sitecustomize`), use `subprocess`.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "material.plugins.search.plugin",
        "mkdocs.commands.build",
        "mkdocs_macros.plugin",
        "macros.commands.build",
        "macros.commands.check",
        "macros.site.plugin",
    ]
)
_run = subprocess.run


def run(
    folder: Path, *command: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module with its arguments in a folder, and return what it printed and its exit code."""
    with tempfile.TemporaryDirectory() as own:
        out, err = Path(own, "out"), Path(own, "err")
        given = (str(folder), command, dict(os.environ if env is None else env), out, err)
        process = FORKS.Process(target=_in_child, args=given)
        process.start()
        process.join()
        said = [path.read_text("utf-8", "replace") if path.exists() else "" for path in (out, err)]
    done = [sys.executable, "-m", *command]
    return subprocess.CompletedProcess(done, process.exitcode or 0, *said)


def _in_child(
    folder: str, command: Sequence[str], env: Mapping[str, str], out: Path, err: Path
) -> None:
    for number, path in ((0, Path(os.devnull)), (1, out), (2, err)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    subprocess.run = _forked_too  # type: ignore[assignment]
    _run_module(command)


def _run_module(command: Sequence[str]) -> None:
    module, *arguments = command
    sys.argv = [module, *arguments]
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _forked_too(command: Sequence[Any], **how: Any) -> subprocess.CompletedProcess[Any]:
    """Run the program's own next step in the same way: `build` starts MkDocs, then the PDF."""
    first = [str(one) for one in command[:2]] if isinstance(command, list) else []
    if first != [sys.executable, "-m"] or not how.keys() <= {"env", "check"}:
        return _run(command, **how)
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return subprocess.CompletedProcess(command, code)
    code = 1
    try:
        os.environ.update(how.get("env") or {})
        _run_module([str(one) for one in command[2:]])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
