"""Who the services run as: never root, because PostgreSQL and Elasticsearch refuse that."""

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

from .commands import run
from .service import Missing


@dataclass(frozen=True, slots=True)
class Account:
    """A user to become; nothing to become when we are not root."""

    user: int | None = None
    group: int | None = None

    @classmethod
    def unprivileged(cls) -> "Account":
        if os.geteuid() != 0:
            return cls()
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise Missing("root may not run it, and there is neither a postgres nor a nobody user")

    def own(self, folder: Path) -> None:
        """Create the folder and give it, with all it holds, to this user."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.user is None or self.group is None:
            return
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink():
                shutil.chown(path, self.user, self.group)
        self._check_reach(folder)

    def _check_reach(self, folder: Path) -> None:
        if run(["test", "-x", str(folder)], account=(self.user, self.group)).returncode:
            raise Missing(
                f"its user cannot reach {folder}; set PORTICO_SERVICES_HOME to a folder it can"
            )
