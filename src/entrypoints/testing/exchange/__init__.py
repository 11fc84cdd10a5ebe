"""A double of an exchange: it plays a recording over WebSocket and REST, with scripted faults.

    with Exchange(read_recording(Path("day.ndjson")), faults, seed=7) as exchange:
        collect(exchange.stream_url, exchange.rest_url)
        exchange.finished.wait()

It serves on loopback only and needs no pytest.
"""

from entrypoints.testing.exchange.exchange import Exchange as Exchange
from entrypoints.testing.exchange.faults import Fault as Fault
from entrypoints.testing.exchange.faults import drawn_faults as drawn_faults
from entrypoints.testing.exchange.faults import read_faults as read_faults
from entrypoints.testing.exchange.recording import Happening as Happening
from entrypoints.testing.exchange.recording import happenings as happenings
from entrypoints.testing.exchange.recording import read_recording as read_recording
