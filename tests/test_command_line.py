"""The command line: help, suggestions, former names, exit codes, colour, progress, completion."""

import argparse
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from macros import commands, program
from macros.__main__ import main
from macros.commands._command_line import command_line
from macros.diagnostics import AimsError
from macros.editions.git import GitError
from macros.editions.publishing.errors import PublishingError
from macros.pages._macros import UnknownNameError

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
LINE = command_line()
OPTIONS = [
    (name, action)
    for name, parser in LINE.commands.items()
    for action in parser._actions
    if action.help != argparse.SUPPRESS and action.dest != "help"
]
FINDINGS = {
    "data/organisation.yaml": "{id: us, title: Us, document_id: M-1, edition: 1,"
    " issued: 2026-01-31, owner: boss}\n",
    "data/roles.yaml": "- {id: boss, title: The boss, reports_to: chairr}\n"
    "- {id: chair, title: The chair, purpose: Leads.}\n",
    "data/terms.yaml": "- {id: t, title: ok, meaning: '[[bos]]'}\n",
    "data/settings.yaml": "as_of: 2026-02-01\n",
}


@pytest.fixture(autouse=True)
def each_notice_is_new():
    program.deprecate.cache_clear()


def run(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(capsys, *arguments):
    """Return the message about a command line that is wrong."""
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (ended.value.code, capsys.readouterr().out) == (0, f"aims-manual {project['version']}\n")


def test_without_a_command_the_help_is_printed(capsys):
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert shown.startswith("usage: python -m macros")
    assert all(f"\n    {name}" in shown for name in commands.known())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["biuld"], "unknown command 'biuld'", "Did you mean 'build'?"),
        (["check", "--sevrity=error"], "unknown option '--sevrity'", "Did you mean '--severity'?"),
        # What is missing is not asked for before the slip is named.
        (["publish", "--too", "x"], "unknown option '--too'", "Did you mean '--to'?"),
        (["--colour", "never", "check"], "unknown option '--colour'", "Did you mean '--color'?"),
        (["check", "--format", "jsn"], "'jsn' is not one of text,", "Did you mean 'json'?"),
        (["check", "--kind", "rsk"], "no kind of record has the name 'rsk'", "mean 'risk'?"),
        (["check", "--rule", "mising-owner"], "no rule has the name", "mean 'missing-owner'?"),
        (["build", "--audience", "auditors"], "'auditors' is not one of", "mean 'auditor'?"),
        (["check", "all"], "unexpected argument 'all'", ""),
        (["retire", "1.0"], "the following arguments are required: --from", ""),
    ],
)
def test_a_slip_is_named_with_the_word_that_was_meant(arguments, message, hint, capsys):
    shown = refused(capsys, *arguments)
    assert message in shown and hint in shown
    assert re.search(r"Run `python -m macros( \w+)? --help` for help\.\n$", shown)


@pytest.mark.parametrize(("name", "action"), OPTIONS, ids=lambda part: getattr(part, "dest", part))
def test_an_option_says_what_it_takes_and_its_default(name, action):
    assert action.help and not action.help.endswith(".")
    takes_value = action.nargs != 0
    assert not takes_value or action.metavar, "a metavariable, not the name of the attribute"
    if takes_value and action.option_strings and action.default not in (None, "", []):
        assert "default" in action.help


def test_each_command_option_and_variable_is_documented():
    for name, parser in LINE.commands.items():
        assert f"| `{name}` |" in GUIDE
        assert parser.description and parser.description.endswith(".")
    of_all = {"--quiet", "--verbose", "--color", "--version"}
    filters = {"--severity", "--kind", "--path", "--rule"}
    assert {name for name in of_all | filters if name not in GUIDE} == set()
    text = "".join(path.read_text("utf-8") for path in (ROOT / "macros").rglob("*.py"))
    variables = set(re.findall(r'"(AIMS_[A-Z_]+)"', text)) - {"AIMS_WITH_PDF"}
    assert {name for name in variables if f"`{name}`" not in GUIDE} == set()


def test_the_exit_codes_of_the_help_are_those_of_the_documentation():
    shown = re.findall(r"^  (\d+) +(.+)$", LINE.program.format_help(), re.MULTILINE)
    guide = GUIDE.partition("## Exit codes")[2].partition("## ")[0].replace("`", "")
    assert shown == re.findall(r"^\| (\d+) \| (.+) \|$", guide, re.MULTILINE)
    assert len(shown) == 4


@pytest.mark.parametrize("former", ["list", "unlock"])
def test_a_former_command_works_and_says_so_once(former, tmp_path, capsys):
    (tmp_path / "versions.json").write_text("[]")
    now = {"list": "editions", "unlock": "break-lock"}[former]
    for _ in range(2):
        assert main([former, str(tmp_path)]) == 0
    assert capsys.readouterr().err == f"deprecated: the command {former} is now {now}\n"


@pytest.mark.parametrize(
    ("command", "former", "now", "value"),
    [
        (["build"], "--edition", "audience", "auditor"),
        (["publish", "--to", "x"], "--for", "audience", "auditor"),
        (["retire", "1.0", "--from", "x"], "--heir", "successor", "2.1"),
    ],
)
def test_a_former_option_works_and_says_so_once(command, former, now, value, monkeypatch, capsys):
    given = []
    monkeypatch.setattr(commands.known()[command[0]], "run", lambda options: given.append(options))
    with pytest.raises(TypeError):  # The stand-in returns nothing.
        main([*command, former, value])
    assert getattr(given[0], now) == value
    assert capsys.readouterr().err == f"deprecated: {former} is now --{now}\n"
    assert former not in LINE.commands[command[0]].format_help().replace("--format", "")


def test_former_settings_work_and_say_so_once(write, capsys, monkeypatch):
    for name in ("AIMS_AUDIENCE", "AIMS_EDITION"):
        monkeypatch.delenv(name, raising=False)
    folder = write({**FINDINGS, "data/settings.yaml": "edition: auditor\neditions: published\n"})
    main(["check", "--data", str(folder)])
    assert capsys.readouterr().err == (
        "deprecated: the setting edition in data/settings.yaml is now audience\n"
        "deprecated: the setting editions in data/settings.yaml is now published\n"
    )
    # A wrong value is reported where it stands.
    write({"data/settings.yaml": "as_of: 2026-02-01\nedition: auditors\n"})
    main(["check", "--data", str(folder)])
    assert (
        "data/settings.yaml:2:1: error: settings: audience: 'auditors' is not"
        in capsys.readouterr().out
    )
    # Both names are one setting too many.
    write({"data/settings.yaml": "audience: staff\nedition: auditor\n"})
    main(["check", "--data", str(folder)])
    assert "data/settings.yaml:2:1: error: settings: unknown field `edition`" in (
        capsys.readouterr().out
    )


def test_former_variables_work_and_say_so_once(write, capsys, monkeypatch):
    folder = write(FINDINGS)
    monkeypatch.delenv("AIMS_AUDIENCE", raising=False)
    monkeypatch.setenv("AIMS_EDITION", "everybody")
    monkeypatch.setenv("AIMS_EDITIONS", "elsewhere")
    main(["check", "--data", str(folder)])
    shown = capsys.readouterr()
    assert shown.err.count("deprecated: AIMS_EDITION is now AIMS_AUDIENCE\n") == 1
    assert shown.err.count("deprecated: AIMS_EDITIONS is now AIMS_PUBLISHED\n") == 1
    assert "AIMS_EDITION is 'everybody', which is not an audience" in shown.out
    monkeypatch.setenv("AIMS_AUDIENCE", "auditor")
    main(["check", "--data", str(folder)])
    assert "AIMS_EDITION is" not in capsys.readouterr().out


def check(capsys, *arguments):
    code = main(["check", *arguments])
    return code, capsys.readouterr().out


def test_errors_are_nearest_to_the_prompt_and_counted_by_rule(write, capsys):
    write(FINDINGS)
    code, shown = check(capsys)
    findings, _, summary = shown.partition("\nFindings by rule:\n")
    severities = re.findall(r"^data\S+: (\w+):", findings, re.MULTILINE)
    assert severities == sorted(severities, key=["notice", "warning", "error"].index)
    rows = [line.split() for line in summary.splitlines()[:-1]]
    assert sum(int(number) for number, _, _ in rows) == len(severities)
    assert rows[-1][1:] == ["error", "unknown-references"] and code == 1
    assert re.fullmatch(r"\d errors?, \d warnings?.*", summary.splitlines()[-1])


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (["--severity", "error"], lambda one: one["level"] == "error"),
        (["--kind", "term"], lambda one: one["file"] == "data/terms.yaml"),
        (["--kind", "roles"], lambda one: one["file"] == "data/roles.yaml"),
        (["--path", "data/roles.yaml"], lambda one: one["file"] == "data/roles.yaml"),
        (["--path", "./data"], lambda one: True),
        (["--path", "data/role"], lambda one: False),
        (["--rule", "unknown-references"], lambda one: one["rule"] == "unknown-references"),
        (
            ["--severity", "warning", "--path", "data/terms.yaml", "--path", "data/roles.yaml"],
            lambda one: one["level"] != "notice" and one["file"] != "data/organisation.yaml",
        ),
    ],
)
def test_filters_show_a_part_of_the_findings(filters, kept, write, capsys):
    write(FINDINGS)
    every = json.loads(check(capsys, "--format", "json")[1])["findings"]
    code, shown = check(capsys, "--format", "json", *filters)
    expected = [one for one in every if kept(one)]
    assert json.loads(shown)["findings"] == expected
    assert code == any(one["level"] == "error" for one in expected)
    hidden = len(every) - len(expected)
    plural = "" if hidden == 1 else "s"
    last = check(capsys, *filters)[1].splitlines()[-1]
    assert (last == f"The filters hide {hidden} other finding{plural}.") == bool(hidden)


def test_quiet_output_is_the_findings_alone(write, capsys):
    write(FINDINGS)
    for arguments in (["-q", "check"], ["check", "--quiet"]):
        main(arguments)
        lines = capsys.readouterr().out.splitlines()
        assert lines and all(re.match(r"data/\S+: \w+: |    ", line) for line in lines)


def test_colour_is_for_terminals_unless_asked_for(write, capsys, monkeypatch):
    write(FINDINGS)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b" not in check(capsys)[1]
    assert "\x1b[1;31merror:\x1b[0m" in check(capsys, "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in check(capsys)[1]
    assert "\x1b" not in check(capsys, "--color=never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in check(capsys)[1]
    assert "\x1b" not in check(capsys, "--format", "json", "--color", "always")[1]


def on_terminal(folder, *arguments, seconds=120, **environment):
    """Return what a command prints on a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    clean = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "macros", *arguments],
        cwd=folder,
        env={**clean, "TERM": "xterm", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([ours], [], [], 1)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # The other side is closed.
                break
    os.close(ours)
    return shown.decode(), process.wait(timeout=seconds)


def test_a_terminal_gets_colour_and_a_pipe_does_not(write):
    folder = write(FINDINGS).parent
    shown, code = on_terminal(folder.resolve(), "check", PYTHONPATH=str(ROOT))
    assert "\x1b[1;31merror:" in shown and code == 1
    shown, _ = on_terminal(folder.resolve(), "check", PYTHONPATH=str(ROOT), NO_COLOR="1")
    assert "\x1b" not in shown


@pytest.mark.slow
def test_a_build_on_a_terminal_shows_the_elapsed_time(project):
    shown, code = on_terminal(project, "build", "--without-pdf")
    assert code == 0, shown
    assert re.search(r"Building the site .*0:00:0\d", shown)
    last = re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", shown).splitlines()[-1]
    assert re.fullmatch(r"Built \d+ pages in site/ \(\d+ s\)\. Open site/index\.html", last)


@pytest.mark.slow
def test_a_build_hides_the_messages_of_the_engine_but_not_its_warnings(project):
    done = run(project, "build", "--without-pdf")
    assert done.returncode == 0, done.stderr
    lines = re.sub(r"\d+ s", "N s", done.stderr).splitlines()
    assert lines[0] == "Building the site ..." and lines[-1] == "Building the site: N s"
    assert not any("INFO" in line or "[macros]" in line for line in lines)
    assert "Built " in done.stdout
    # All of them, if they are asked for.
    done = run(project, "build", "--without-pdf", "--verbose")
    assert "INFO    -  Building documentation to directory" in done.stderr
    # Nothing but errors.
    done = run(project, "-q", "build", "--without-pdf")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # A warning still stops it.
    with (project / "docs/index.md").open("a") as page:
        page.write("\n[nowhere](nowhere.md)\n")
    done = run(project, "-q", "build", "--without-pdf")
    assert done.returncode == 1
    assert "WARNING -  Doc file 'index.md' contains a link 'nowhere.md'" in done.stderr
    assert done.stderr.endswith("The build failed. site/ was not changed.\n")


@pytest.mark.slow
def test_a_deprecated_name_is_one_notice_in_a_build(project):
    (project / "data/settings.yaml").write_text("as_of: 2026-02-01\nedition: staff\n")
    config = (project / "mkdocs.yml").read_text()
    own = config.replace("theme: {", "theme: {custom_dir: overrides, ")
    (project / "mkdocs.yml").write_text(own)
    (project / "overrides/partials").mkdir(parents=True)
    for name in ("partials/source.html", "partials/tags.html"):
        (project / "overrides" / name).write_text("{% if edition == 'auditor' %}{% endif %}")
    done = run(project, "build")
    assert done.returncode == 0, done.stderr
    notices = [line for line in done.stderr.splitlines() if line.startswith("deprecated: ")]
    assert sorted(notices) == [
        "deprecated: the setting edition in data/settings.yaml is now audience",
        "deprecated: the template name `edition` is now `audience`",
    ]
    built = r"Built \d+ pages in site/ \(\d+ s\)\. PDF: site/downloads/manual\.pdf \(\d+ pages\)\. "
    assert re.fullmatch(rf"{built}Open site/index\.html\n", done.stdout)


def test_ctrl_c_ends_in_one_line(project):
    with subprocess.Popen(
        [sys.executable, "-m", "macros", "build"],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell in the background has its programs ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr.readline() == "Building the site ...\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr.read() == "Interrupted.\n"
        assert process.wait() == 130
    assert not (project / "site").exists() and not list(project.glob(".site-*"))


def test_a_reader_that_has_read_enough_is_no_error(write):
    folder = write(FINDINGS).parent.resolve()
    command = f"'{sys.executable}' -m macros check | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(3):
        done = subprocess.run(
            command, shell=True, cwd=folder, env=environment, capture_output=True, check=False
        )
        assert done.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_options(shell, monkeypatch, capsys):
    pytest.importorskip("shtab")
    monkeypatch.setattr(program, "_PACKAGE", "aims_manual")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "aims-manual" in script and "python -m" not in script
    assert all(name in script for name in commands.known())
    assert "severity" in script and not re.search(r"\bheir\b|-l for\b", script)
    if interpreter := shutil.which(shell):
        checked = subprocess.run([interpreter, "-n"], input=script, text=True, check=False)
        assert checked.returncode == 0


def test_bash_offers_the_option_that_was_begun(monkeypatch, capsys):
    pytest.importorskip("shtab")
    monkeypatch.setattr(program, "_PACKAGE", "aims_manual")
    main(["completion", "bash"])
    script = capsys.readouterr().out
    (function,) = re.findall(r"complete .*-F (\w+) aims-manual", script)
    ask = f'COMP_WORDS=(aims-manual check --sev) COMP_CWORD=2\n{function}\necho "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "--severity"


def test_a_clone_says_that_completion_needs_an_installed_program(capsys):
    assert main(["completion", "bash"]) == 1
    assert "Install the wheel" in capsys.readouterr().err


@pytest.mark.parametrize("sort", [AimsError, GitError, PublishingError, UnknownNameError])
def test_an_error_is_printed_with_its_fix(sort, monkeypatch, capsys):
    def fail(options):
        raise sort("a\nname: is wrong", "Write another one.")

    monkeypatch.setattr(commands.known()["check"], "run", fail)
    assert main(["check"]) == 1
    assert capsys.readouterr() == ("", "a\\nname: is wrong\n    Write another one.\n")


def test_a_pdf_of_a_folder_that_is_not_there_is_refused_on_the_error_stream(write, capsys):
    write({"mkdocs.yml": "site_name: Ours\n"})
    assert main(["pdf", "--data", "nowhere"]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("nowhere:1:1: error: ")
    assert told.out == ""
