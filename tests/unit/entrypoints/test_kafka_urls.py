"""What may stand in PORTICO_EVENTS_URL for Kafka, and the sentence for what may not."""

import sys
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from adapters.messaging.kafka_log import Cluster
from entrypoints.composition import compose
from entrypoints.composition.kafka import kafka_cluster
from entrypoints.settings import SettingsError
from entrypoints.testing.harness import MEMORY


def cluster(url: str) -> Cluster:
    return kafka_cluster("PORTICO_EVENTS_URL", urlsplit(url))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("kafka://host", Cluster(("host:9092",))),
        ("kafka://one:19092,two,[::1]", Cluster(("one:19092", "two:9092", "[::1]:9092"))),
        (
            "kafka://host:1/?topic_prefix=a.B_c-&partitions=3&replication=2",
            Cluster(("host:1",), topic_prefix="a.B_c-", partitions=3, replication=2),
        ),
        ("kafka://host?topic_prefix=", Cluster(("host:9092",), topic_prefix="")),
    ],
)
def test_a_url_names_servers_and_how_topics_are_made(url: str, expected: Cluster) -> None:
    assert cluster(url) == expected


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("kafka:", "names no host"),
        ("kafka://host:port", "names no host or no proper port"),
        ("kafka://host:70000", "names no host or no proper port"),
        ("kafka://one,,two", "names no host"),
        ("kafka://host?topic_prefix=a/b", "letters, digits"),
        ("kafka://host?partitions=0", "partitions=0: write a number from 1 to 1000"),
        ("kafka://host?replication=two", "replication=two"),
        ("kafka://host?acks=0", "says more than is understood"),
        ("kafka://host/topic", "says more than is understood"),
        ("kafka://me:pass@host", "says more than is understood"),
    ],
)
def test_what_cannot_be_says_what_to_write(url: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match="PORTICO_EVENTS_URL") as refused:
        cluster(url)

    assert sentence in str(refused.value)


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith("adapters.messaging.kafka_log")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "kafka", None)
    monkeypatch.setitem(sys.modules, "kafka.errors", None)

    with pytest.raises(SettingsError, match=r"pip install 'portico\[kafka\]'"):
        compose(replace(MEMORY, events_url="kafka://127.0.0.1:1"))
