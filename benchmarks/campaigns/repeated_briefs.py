"""A brief that is asked for again, and a thousand who ask for one at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter
from uuid import UUID

from injector import Injector

from application.campaigns.briefs.create_brief import CreateBrief
from application.ids import IdSource
from benchmarks.figures import Figure, Options
from benchmarks.founding import found
from benchmarks.lines import Line
from benchmarks.servers import portico
from benchmarks.timing import percentile, timed
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId
from domain.ids import OrganisationId, UserId
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.observability import logs
from entrypoints.settings import Settings

BRIEFS = "/api/v1/campaign-briefs"
BODY = {"brand": "Harbour", "product": "Lamp", "goal": "awareness", "platform": "x"}
TIMES, CROWD = 2_000, 1_000
IN_PROCESS, OVER_HTTP = 3.0, 10.0
WHO = Principal(UserId(UUID(int=1)), OrganisationId(UUID(int=101)))


def run(options: Options) -> Iterator[Figure]:
    logs.configure("error")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'briefs.db')}"
        container = compose(Settings(database_url=url, home=Path(folder), sign_in="local"))
        container.get(Schema).migrate()
        found(container, WHO)
        yield _crowd(container)
        times = (options.rounds or 1) * TIMES
        took = timed(lambda _: _ask(container, "awareness"), range(times))
        yield _figure("repeated brief", took, IN_PROCESS)
    with TemporaryDirectory() as folder:
        settings = {"PORTICO_SIGN_IN": "local", "PORTICO_MODEL_URL": "extractive:"}
        with portico(Path(folder), settings=settings) as server, Line(server.port) as line:
            line.post(BRIEFS, BODY)
            took = timed(lambda _: line.post(BRIEFS, BODY), range(times))
        yield _figure("… over HTTP", took, OVER_HTTP)


def _crowd(container: Injector) -> Figure:
    together = Barrier(CROWD)

    def ask(_: int) -> Brief:
        together.wait()
        return _ask(container, "a crowd")

    began = perf_counter()
    with ThreadPoolExecutor(CROWD) as pool:
        briefs = list(pool.map(ask, range(CROWD)))
    written = len({one.writing.id for one in briefs})
    says = f"{CROWD:,} at once in {perf_counter() - began:.1f} s: {written} written"
    return Figure(name="a crowd's brief", says=says, bar="1 written", passed=written == 1)


def _figure(name: str, took: list[float], bar: float) -> Figure:
    worst = percentile(took, 0.99)
    says = f"p50 {percentile(took, 0.5):.2f} ms, p99 {worst:.2f} ms"
    return Figure(name=name, says=says, bar=f"p99 <= {bar:g} ms", passed=worst <= bar)


def _ask(container: Injector, goal: str) -> Brief:
    asked = Asked.of(brand="Harbour", product="Lamp", goal=goal, platform="x")
    return container.get(CreateBrief)(WHO, BriefId(container.get(IdSource).new()), asked)
