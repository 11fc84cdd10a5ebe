"""Prometheus metrics. Labels hold routes, kinds and outcomes: never ids, so they are bounded."""

import os

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

REQUESTS = Counter("portico_requests_total", "Requests answered.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram("portico_request_seconds", "Time to an answer's first byte.", ["route"])
JOBS = Counter("portico_jobs_total", "Attempts at jobs.", ["kind", "outcome"])
JOB_SECONDS = Histogram(
    "portico_job_seconds",
    "Time an attempt at a job took.",
    ["kind"],
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300),
)
EVENTS_CARRIED = Counter("portico_events_carried_total", "Events moved on, by step.", ["step"])
EVENTS_DELIVERED = Counter("portico_events_delivered_total", "Events delivered.", ["group"])
EVENTS_UNFIT = Counter(
    "portico_events_unfit_total", "Events that do not fit the schema of their type.", ["mode"]
)
EVENTS_FAILED = Counter(
    "portico_events_failed_total", "Attempts of consumers that failed.", ["consumer", "state"]
)
EVENTS_UNREAD = Counter("portico_events_unread_total", "Times that an event could not be read.")
FORGOTTEN = Counter("portico_forgotten_total", "What was kept long enough and went.", ["what"])


def exposition() -> bytes:
    """Return all metrics in Prometheus's text format, of every process that shares a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    everybody = CollectorRegistry()
    multiprocess.MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]  # its own types leave it out
    return generate_latest(everybody)
