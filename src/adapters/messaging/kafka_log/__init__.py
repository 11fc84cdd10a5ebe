"""The event log in Kafka, through kafka-python: for more than one database can carry."""

from adapters.messaging.kafka_log.cluster import Cluster
from adapters.messaging.kafka_log.log import KafkaEventLog

__all__ = ["Cluster", "KafkaEventLog"]
