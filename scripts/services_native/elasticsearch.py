"""Elasticsearch: the published server jars, run as one node by a launcher of forty lines."""

from dataclasses import dataclass
from pathlib import Path

from . import maven, places
from .account import Account
from .daemon import Daemon
from .elasticsearch_home import LAUNCHER, lay_out
from .java import java
from .network import require_free
from .probes import is_healthy
from .service import Missing

VERSION = "9.5.3"
JARS = (
    f"org.elasticsearch:elasticsearch:{VERSION}",
    f"org.elasticsearch.plugin:transport-netty4:{VERSION}",
)
NO_JAVA = "there is no JDK 21 or newer (a runtime without javac is not enough)"
JVM = (
    "-Xms1g",
    "-Xmx1g",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.noUnsafe=true",
)


@dataclass(frozen=True, slots=True)
class Elasticsearch:
    folder: Path
    port: int
    name: str = "elasticsearch"
    packages: tuple[str, ...] = ("openjdk-21-jdk-headless", "maven")

    @property
    def url(self) -> str:
        return f"elasticsearch://{places.LOOPBACK}:{self.port}"

    @property
    def _daemon(self) -> Daemon:
        return Daemon(self.folder, str(self.folder / LAUNCHER))

    def available(self) -> str | None:
        return maven.available() if java(at_least=21, compiler=True) else NO_JAVA

    def running(self) -> bool:
        return self._daemon.pid() is not None

    def ready(self) -> bool:
        return self.running() and is_healthy(self.port)

    def start(self) -> None:
        if not self.running():
            require_free(self.port, self.port + 100)
            jars = maven.jars(f"elasticsearch-{VERSION}", *JARS)
            account = Account.unprivileged()
            lay_out(self.folder, jars, VERSION, self.port)
            account.own(self.folder)
            self._daemon.spawn(self._command(), account)
        self._daemon.wait_until(lambda: is_healthy(self.port), seconds=120)

    def stop(self) -> bool:
        return self._daemon.stop(seconds=30)

    def _command(self) -> list[str]:
        home = java(at_least=21, compiler=True)
        if home is None:
            raise Missing(NO_JAVA)
        classes = ["-cp", f"{self.folder / 'lib'}/*", str(self.folder / LAUNCHER)]
        path = f"-Des.path.home={self.folder}"
        return [str(home / "bin/java"), *JVM, path, *classes, str(self.folder)]
