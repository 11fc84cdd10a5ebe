"""Debian packages, installed only by root and only when PORTICO_SERVICES_INSTALL=1 asks for it."""

import os
import shutil
from pathlib import Path

from .commands import last_line, run
from .places import may_install

CLUSTERS = Path("/etc/postgresql-common/createcluster.d/portico-services.conf")
QUIETLY = {"DEBIAN_FRONTEND": "noninteractive"}


def installable() -> bool:
    return may_install() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: tuple[str, ...]) -> str | None:
    """Why they could not be installed; nothing when they are."""
    if "postgresql" in packages:
        _without_a_system_cluster()
    run(["apt-get", "update"], environment=QUIETLY, seconds=300)
    command = ["apt-get", "install", "-y", *packages]
    result = run(command, environment=QUIETLY, seconds=900)
    return last_line(result.stderr or result.stdout) if result.returncode else None


def _without_a_system_cluster() -> None:
    """Installing PostgreSQL would otherwise create and start a cluster on port 5432."""
    CLUSTERS.parent.mkdir(parents=True, exist_ok=True)
    CLUSTERS.write_text("create_main_cluster = false\n")
