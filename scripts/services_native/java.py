"""The Java runtimes of this machine, found by looking where they are usually put."""

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .commands import run

FOLDERS = (
    "/usr/lib/jvm",
    "/usr/java",
    "/opt/java",
    "/opt",
    "/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk",
    "/Library/Java/JavaVirtualMachines",
    "~/.sdkman/candidates/java",
    "~/.jdks",
)
LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


def java(at_least: int, *, compiler: bool = False) -> Path | None:
    """The home of the oldest runtime that is new enough, with `javac` beside it if asked."""
    fitting = sorted(
        (version, home)
        for home, version in _installed().items()
        if version >= at_least and (not compiler or (home / "bin/javac").exists())
    )
    return fitting[0][1] if fitting else None


@cache
def _installed() -> dict[Path, int]:
    homes = {home.resolve() for home in _candidates() if (home / "bin/java").exists()}
    return {home: version for home in homes if (version := _version(home))}


def _candidates() -> Iterator[Path]:
    for name, value in os.environ.items():
        if name.startswith("JAVA_HOME") and value:
            yield Path(value)
    if on_path := shutil.which("java"):
        yield Path(on_path).resolve().parents[1]
    for folder in FOLDERS:
        root = Path(folder).expanduser()
        for pattern in ("*", "*/Contents/Home", "*/x64", "*/arm64"):
            yield from root.glob(pattern)


def _version(home: Path) -> int:
    said = run([str(home / "bin/java"), "-version"]).stderr
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match[1]) if match else 0
