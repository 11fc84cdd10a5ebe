"""A process that forks others, which import a file or take it back, stop at a step and are killed.

Run as `python -m support.importing_forks`. Each line is JSON: `settings` as an environment, `what`
(`take`, `reverse` or `work`), `id` of what is taken back, and `step`, which is a call within the
transaction that changes facts: `facts.add_interactions`. A line `killed` says that one was killed
once it had done that step; any other says what it came to instead.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from injector import InstanceProvider, Module
from werkzeug.test import TestResponse

from application.insights.import_jobs import IMPORTING
from application.insights.ports import ImportStore
from entrypoints.composition import compose
from entrypoints.composition.insights import OpenHere
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.crashing.parts import die_with_the_zygote
from support.stalled_process import Before
from support.tables import HEADER, PRODUCTS
from support.workbooks import xlsx

KEY = "the-same-request"
WRITTEN = datetime(2020, 3, 1, tzinfo=UTC)
CALLS = ("17/02/2020 10:00", "18/02/2020 10:00", "31/02/2020 10:00")


def book() -> bytes:
    """Return a workbook that adds, replaces, finds held and refuses; always the same bytes."""

    def write(made: Any, dated: Any) -> None:
        made.set_properties({"created": WRITTEN})
        people, months, calls = (made.add_worksheet(one) for one in ("people", "months", "calls"))
        for page, rows in (
            (people, ["Customer_Id,Type", "1,Green", "2,Blue", "7,Blue"]),
            (months, [*PRODUCTS.splitlines()[:2], "02-2020,Tar", "12-2021,Tar"]),
            (calls, [HEADER, *(f"{at},Email,7,Knots,Neutral" for at in CALLS)]),
        ):
            for number, row in enumerate(rows):
                page.write_row(number, 0, row.split(","))

    return xlsx(write)


def take(client: FlaskClient, content: bytes) -> TestResponse:
    """Hand it in as the same request, whenever that is."""
    form = {"file": (BytesIO(content), "book.xlsx")}
    return client.post("/api/v1/imports", data=form, headers={"Idempotency-Key": KEY})


def reverse(client: FlaskClient, import_id: str) -> TestResponse:
    return client.post(f"/api/v1/imports/{import_id}/reversal")


class Within:
    """A port whose part stalls after a call."""

    def __init__(self, port: Any, part: str, call: str) -> None:
        self._port, self._part, self._call = port, part, call

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._port, name)
        return Before(attribute, self._call, after=True) if name == self._part else attribute


class Stalled:
    """An ImportStore whose transactions on facts stall after a step."""

    def __init__(self, store: ImportStore, step: str) -> None:
        self._store, self._step = store, step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self, organisation_id: Any, **how: Any) -> Iterator[Any]:
        part, _, call = self._step.rpartition(".")
        with self._store.transaction(organisation_id, **how) as work:
            yield Within(work, part, call) if part else Before(work, call, after=True)


class Swap(Module):
    def __init__(self, plain: Any, step: str) -> None:
        self._plain, self._step = plain, step

    def configure(self, binder: Any) -> None:
        stalled: Any = Stalled(self._plain.get(ImportStore), self._step)
        binder.bind(ImportStore, to=InstanceProvider(stalled))


def act(settings: dict[str, str], step: str, what: str, id: str) -> str:
    """Do it, and say what came of it: nobody gets there who stalls."""
    composed = Settings.from_env(settings)
    container = compose(composed, OpenHere(), Swap(compose(composed), step))
    if what == "work":
        return f"worked: {container.get(Worker).do_job([IMPORTING])}"
    client = create_app(container).test_client()
    told = reverse(client, id) if what == "reverse" else take(client, book())
    return told.get_data(as_text=True)


def forked(given: dict[str, Any]) -> str:
    """Kill it as soon as it says that it stalls; it says something else when it does not."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        die_with_the_zygote()
        os.dup2(writing, sys.stdout.fileno())
        sys.stdout.write(f"{act(**given)}\n")
        sys.stdout.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = list[str]()
        while "stalled\n" not in said and (line := told.readline()):
            said.append(line)
    os.kill(pid, signal.SIGKILL)  # it is not reaped yet, so that the number is still its own
    os.waitpid(pid, 0)
    return "killed\n" if "stalled\n" in said else f"{said}\n"


def main() -> None:
    create_app(compose(MEMORY))
    gc.freeze()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    for line in sys.stdin:
        out.write(forked(json.loads(line)))
        out.flush()


if __name__ == "__main__":
    main()
