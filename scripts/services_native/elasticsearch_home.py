"""The folder that an Elasticsearch node expects: jars, one module, settings, the launcher."""

import shutil
from pathlib import Path

from .java import LOGGING
from .places import LOOPBACK

LAUNCHER = "EmbeddedNode.java"
NETWORK_MODULE = ("transport-netty4-*.jar", "netty-*.jar", "elasticsearch-ssl-config-*.jar")
DESCRIPTOR = """\
name=transport-netty4
description=HTTP and transport on Netty
version={version}
elasticsearch.version={version}
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


def lay_out(home: Path, jars: Path, version: str, port: int) -> None:
    """The network module stands apart from the rest: it refuses jars that are in both places."""
    for name in ("lib", "modules"):
        shutil.rmtree(home / name, ignore_errors=True)
    module = home / "modules/transport-netty4"
    module.mkdir(parents=True)
    shutil.copytree(jars, home / "lib", ignore=shutil.ignore_patterns(*NETWORK_MODULE))
    for pattern in NETWORK_MODULE:
        for jar in jars.glob(pattern):
            shutil.copy(jar, module)
    (module / "plugin-descriptor.properties").write_text(DESCRIPTOR.format(version=version))
    _configure(home, port)


def _configure(home: Path, port: int) -> None:
    config = home / "config"
    config.mkdir(exist_ok=True)
    settings = SETTINGS.format(folder=home, host=LOOPBACK, port=port, transport=port + 100)
    (config / "elasticsearch.yml").write_text(settings)
    (config / "log4j2.properties").write_text(LOGGING)
    shutil.copy(Path(__file__).with_name(LAUNCHER), home)
