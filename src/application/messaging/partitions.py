"""Into which part of a topic a record goes, and how large it may be."""

import json
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from application.errors import ApplicationError
from application.messaging.ports import EventRecord
from domain.ids import OrganisationId

PARTITIONS = 16
"""More than the consumers that a group has on a few machines, as each needs one to do anything;
2, 4 and 8 share it evenly; and few enough that looking at all of them is one short query.
"""

LARGEST = 4_194_304
"""The most bytes of a record's facts as compact JSON in UTF-8: 4 MiB.

An event of 1 MiB is carried redacted, sealed and in base64, which takes 4 bytes for 3.
"""

BYTES_A_CHARACTER = 6
"""The most that JSON makes of one: a control character becomes `\\u001f`."""
PER_FACT = 32


class TooLarge(ApplicationError):
    """No log takes it, now or later."""

    code = "event_too_large"

    def __init__(self, record: EventRecord, size: int) -> None:
        super().__init__(
            f"the event {record.id} is {size} bytes of facts, more than the {LARGEST} of the log"
        )


def partition_of(record: EventRecord, partitions: int = PARTITIONS) -> int:
    """Return the part of its topic in which a record keeps its order, from 0.

    The CRC-32 of organisation and key: the same in every process and version.
    """
    return crc32(record.key.encode(), _begun(record.organisation_id)) % partitions


@lru_cache(4096)
def _begun(organisation_id: OrganisationId) -> int:
    return crc32(f"{organisation_id}/".encode())


def written(record: EventRecord) -> bytes:
    """Return the record's facts as compact JSON in UTF-8."""
    return json.dumps(dict(record.facts), ensure_ascii=False, separators=(",", ":")).encode()


def refuse_too_large(records: Iterable[EventRecord]) -> None:
    """Raises TooLarge; a record that cannot be near the limit is not written out for it."""
    for record in records:
        if _at_most(record) > LARGEST and (size := len(written(record))) > LARGEST:
            raise TooLarge(record, size)


def _at_most(record: EventRecord) -> int:
    said = sum([len(one) for one in record.facts.values() if isinstance(one, str)])
    names = sum(map(len, record.facts))
    return PER_FACT * len(record.facts) + BYTES_A_CHARACTER * (names + said)
