"""Jars from wherever the user's own Maven settings say, kept in the cache folder."""

import shutil
from pathlib import Path

from .commands import run
from .java import java
from .places import cache
from .service import Missing

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
POM = """\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>portico</groupId>
  <artifactId>services</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>{dependencies}</dependencies>
</project>
"""
DEPENDENCY = """
    <dependency>
      <groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
    </dependency>"""


def available() -> str | None:
    return None if shutil.which("mvn") else "there is no mvn command to fetch its jars with"


def jars(name: str, *coordinates: str) -> Path:
    """A folder with these `group:artifact:version` and all they need. Raises `Missing`."""
    folder = cache() / name
    if not folder.exists():
        partial = cache() / f"{name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _download(partial, coordinates)
        partial.rename(folder)
    return folder


def _download(folder: Path, coordinates: tuple[str, ...]) -> None:
    dependencies = "".join(DEPENDENCY.format(*each.split(":")) for each in coordinates)
    pom = folder / "pom.xml"
    pom.write_text(POM.format(dependencies=dependencies))
    options = [f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
    home = java(at_least=17)
    result = run(
        ["mvn", "-B", "-q", "-f", str(pom), PLUGIN, *options],
        folder=folder,
        environment={"JAVA_HOME": str(home)} if home else None,
        seconds=900,
    )
    if result.returncode:
        raise Missing(f"Maven could not fetch its jars: {_first_error(result.stdout)}")


def _first_error(output: str) -> str:
    errors = (line.partition("[ERROR]")[2].strip() for line in output.splitlines())
    return next(filter(None, errors), "it did not say why")[:300]
