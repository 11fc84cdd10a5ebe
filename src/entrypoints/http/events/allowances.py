"""How many events may still come, on every answer that counted some.

After draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "organisation";q=20000;w=2` and
`RateLimit: "organisation";r=19500;t=1`. What is counted is events, so the unit is named in `qu`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Response, g
from flask_smorest import Blueprint

from application.events.limits.admit_events import AdmitEvents
from application.events.limits.ports import RateLimited
from domain.events.limits.allowance import Allowance
from domain.principal import Principal
from entrypoints.http.use import use

LIMITS = {
    "RateLimit-Policy": "How many events may come in how many seconds.",
    "RateLimit": "How many of them may still come, and the seconds until all may again.",
}
"""For the OpenAPI document."""


@dataclass(slots=True)
class Counting:
    """Counts the events of one request, and remembers what is left for its answer."""

    admit: AdmitEvents
    left: Sequence[Allowance] = ()

    def __call__(self, by: Principal, numbers: Mapping[str, int]) -> None:
        """Raises RateLimited, Overloaded."""
        try:
            self.left = self.admit(by, numbers)
        except RateLimited as refused:
            self.left = refused.allowances
            raise

    def told_on(self, response: Response) -> Response:
        if self.left:
            response.headers["RateLimit-Policy"] = ", ".join(
                f'"{one.name}";q={one.quota};w={one.window};qu="events"' for one in self.left
            )
            response.headers["RateLimit"] = ", ".join(
                f'"{one.name}";r={one.remaining};t={one.reset}' for one in self.left
            )
        return response


def counting() -> Counting:
    """Return what counts the events of the request that is being answered, whoever calls it."""
    g.counting = Counting(use(AdmitEvents))
    return cast(Counting, g.counting)


def told_on_answers(blueprint: Blueprint) -> None:
    """Show what is left on each answer of the blueprint, refusals as well."""
    blueprint.after_request(_told)


def _told(response: Response) -> Response:
    return g.counting.told_on(response) if "counting" in g else response
