"""Elasticsearch: the published server jars, run as one node by a launcher of forty lines."""

import json
import shutil
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from . import maven, places
from .account import Account
from .daemon import Daemon
from .java import LOGGING, java
from .network import require_free
from .service import Missing

VERSION = "9.5.3"
JARS = (
    f"org.elasticsearch:elasticsearch:{VERSION}",
    f"org.elasticsearch.plugin:transport-netty4:{VERSION}",
)
NETWORK_MODULE = ("transport-netty4-*.jar", "netty-*.jar", "elasticsearch-ssl-config-*.jar")
LAUNCHER = "EmbeddedNode.java"
NO_JAVA = "there is no JDK 21 or newer (a runtime without javac is not enough)"
JVM = (
    "-Xms1g",
    "-Xmx1g",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.noUnsafe=true",
)
DESCRIPTOR = f"""\
name=transport-netty4
description=HTTP and transport on Netty
version={VERSION}
elasticsearch.version={VERSION}
java.version=21
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""
SETTINGS = """\
cluster.name: portico-services
node.name: portico
discovery.type: single-node
http.host: {host}
http.port: {port}
transport.host: {host}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
# A laptop's disk is often fuller than the watermarks like; a test index is small.
cluster.routing.allocation.disk.threshold_enabled: false
"""


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
            self._lay_out(jars)
            account.own(self.folder)
            self._daemon.spawn(self._command(), account)
        self._daemon.wait_until(lambda: is_healthy(self.port), seconds=120)

    def stop(self) -> bool:
        return self._daemon.stop(seconds=30)

    def _lay_out(self, jars: Path) -> None:
        """Its home: the network module apart from the rest, as it expects and checks."""
        for name in ("lib", "modules"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        module = self.folder / "modules/transport-netty4"
        module.mkdir(parents=True)
        shutil.copytree(jars, self.folder / "lib", ignore=shutil.ignore_patterns(*NETWORK_MODULE))
        for pattern in NETWORK_MODULE:
            for jar in jars.glob(pattern):
                shutil.copy(jar, module)
        (module / "plugin-descriptor.properties").write_text(DESCRIPTOR)
        self._configure()

    def _configure(self) -> None:
        config = self.folder / "config"
        config.mkdir(exist_ok=True)
        values = {"host": places.LOOPBACK, "port": self.port, "transport": self.port + 100}
        settings = SETTINGS.format(folder=self.folder, **values)
        (config / "elasticsearch.yml").write_text(settings)
        (config / "log4j2.properties").write_text(LOGGING)
        shutil.copy(Path(__file__).with_name(LAUNCHER), self.folder)

    def _command(self) -> list[str]:
        home = java(at_least=21, compiler=True)
        if home is None:
            raise Missing(NO_JAVA)
        classes = ["-cp", f"{self.folder / 'lib'}/*", str(self.folder / LAUNCHER)]
        path = f"-Des.path.home={self.folder}"
        return [str(home / "bin/java"), *JVM, path, *classes, str(self.folder)]


def is_healthy(port: int) -> bool:
    """The cluster has a master and its indexes are there; proxies of the user are not asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://{places.LOOPBACK}:{port}/_cluster/health", timeout=3) as answer:
            return bool(json.load(answer)["status"] in {"yellow", "green"})
    except (OSError, ValueError, KeyError):
        return False
