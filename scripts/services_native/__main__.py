"""The commands `up`, `down`, `status` and `env`. People read stderr, shells read stdout."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from . import packages, places
from .elasticsearch import Elasticsearch
from .kafka import Kafka
from .postgres import Postgres
from .service import Failed, Missing, Service

DONE, FAILED, INCOMPLETE = 0, 1, 3


def services() -> tuple[Service, ...]:
    home = places.home()
    return (
        Postgres(home / "postgresql", places.port("POSTGRES", 25432)),
        Kafka(home / "kafka", places.port("KAFKA", 29092)),
        Elasticsearch(home / "elasticsearch", places.port("ELASTICSEARCH", 29200)),
    )


def say(service: Service, text: str) -> None:
    sys.stderr.write(f"{service.name:<14} {text}\n")


def up() -> int:
    with places.locked():
        for service in services():
            _install(service)
        with ThreadPoolExecutor() as pool:
            results = list(pool.map(_start, services()))
    env()
    return next((bad for bad in (FAILED, INCOMPLETE) if bad in results), DONE)


def _install(service: Service) -> None:
    if service.available() and packages.installable():
        say(service, f"installing {' '.join(service.packages)}")
        if problem := packages.install(service.packages):
            say(service, f"could not install them: {problem}")


def _start(service: Service) -> int:
    began, already = time.monotonic(), service.running()
    try:
        _bring_up(service)
    except Missing as reason:
        say(service, f"skipped: {reason}")
        return INCOMPLETE
    except (Failed, OSError) as problem:
        say(service, f"FAILED: {problem}")
        return FAILED
    took = "was up" if already else f"up in {time.monotonic() - began:.1f} s"
    say(service, f"{took}: {service.url}")
    return DONE


def _bring_up(service: Service) -> None:
    if reason := service.available():
        raise Missing(reason)
    service.start()


def down() -> int:
    with places.locked(), ThreadPoolExecutor() as pool:
        for service, ended in zip(services(), pool.map(_stop, services()), strict=True):
            say(service, "stopped" if ended else "was not running")
    return DONE


def _stop(service: Service) -> bool:
    return service.stop()


def status() -> int:
    states = [_state(service) for service in services()]
    for service, state in zip(services(), states, strict=True):
        sys.stdout.write(f"{service.name:<14} {state}: {service.url}\n")
    return DONE if all(state == "running" for state in states) else INCOMPLETE


def _state(service: Service) -> str:
    if service.running():
        return "running" if service.ready() else "running but not answering"
    reason = service.available()
    return f"not available, {reason}" if reason else "stopped"


def env() -> int:
    sys.stdout.writelines(_exports(service for service in services() if service.ready()))
    return DONE


def _exports(running: Iterable[Service]) -> Iterable[str]:
    for service in running:
        yield f"export PORTICO_TEST_{service.name.upper()}_URL={service.url}\n"


COMMANDS = {"up": up, "down": down, "status": status, "env": env}


def main() -> int:
    parser = ArgumentParser(prog="services", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    return COMMANDS[parser.parse_args().command]()


if __name__ == "__main__":
    raise SystemExit(main())
