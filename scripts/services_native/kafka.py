"""Kafka: one KRaft node that is broker and controller, on jars fetched by Maven."""

from dataclasses import dataclass
from pathlib import Path

from . import maven, places
from .account import Account
from .commands import last_line, run
from .daemon import Daemon
from .java import LOGGING, java
from .network import require_free
from .probes import has_broker
from .service import Failed, Missing

VERSION = "4.1.1"
JARS = (
    f"org.apache.kafka:kafka_2.13:{VERSION}",
    # Kafka logs through SLF4J; without this binding a broker that dies says nothing.
    "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3",
)
CLUSTER_ID = "cG9ydGljby1zZXJ2aWNlcw"  # any 16 bytes in URL-safe base64
SETTINGS = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
advertised.listeners=PLAINTEXT://{host}:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
num.partitions=1
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=16777216
"""


@dataclass(frozen=True, slots=True)
class Kafka:
    folder: Path
    port: int
    name: str = "kafka"
    packages: tuple[str, ...] = ("openjdk-17-jre-headless", "maven")

    @property
    def url(self) -> str:
        return f"kafka://{places.LOOPBACK}:{self.port}"

    @property
    def _settings(self) -> Path:
        return self.folder / "server.properties"

    @property
    def _daemon(self) -> Daemon:
        return Daemon(self.folder, str(self._settings))

    def available(self) -> str | None:
        return maven.available() if java(at_least=17) else "there is no Java 17 or newer"

    def running(self) -> bool:
        return self._daemon.pid() is not None

    def ready(self) -> bool:
        return self.running() and has_broker(self.port)

    def start(self) -> None:
        if not self.running():
            require_free(self.port, self.port + 1)
            jars = maven.jars(f"kafka-{VERSION}", *JARS)
            account = Account.unprivileged()
            self._configure()
            account.own(self.folder)
            self._format(jars, account)
            command = [*self._java(jars), "kafka.Kafka", str(self._settings)]
            self._daemon.spawn(command, account)
        self._daemon.wait_until(lambda: has_broker(self.port), seconds=90)

    def stop(self) -> bool:
        return self._daemon.stop(seconds=30)

    def _configure(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        values = {"host": places.LOOPBACK, "port": self.port, "controller": self.port + 1}
        self._settings.write_text(SETTINGS.format(data=self.folder / "data", **values))
        (self.folder / "log4j2.properties").write_text(LOGGING)

    def _java(self, jars: Path) -> list[str]:
        home = java(at_least=17)
        if home is None:
            raise Missing("there is no Java 17 or newer")
        logging = f"-Dlog4j2.configurationFile={self.folder / 'log4j2.properties'}"
        return [str(home / "bin/java"), "-Xms128m", "-Xmx512m", logging, "-cp", f"{jars}/*"]

    def _format(self, jars: Path, account: Account) -> None:
        if (self.folder / "data/meta.properties").exists():
            return
        options = ["format", "-t", CLUSTER_ID, "-c", str(self._settings)]
        command = [*self._java(jars), "kafka.tools.StorageTool", *options]
        result = run(command, account=(account.user, account.group), folder=self.folder)
        if result.returncode:
            raise Failed(f"its storage could not be formatted: {last_line(result.stderr)}")
