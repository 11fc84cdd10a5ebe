"""Events by their name: who follows them, and what moves them on."""

from dataclasses import dataclass
from functools import partial

from injector import Binder, Module, provider, singleton

from application.campaigns.briefs.withdraw_words import GROUP as WORDS
from application.campaigns.briefs.withdraw_words import WithdrawWords
from application.conversations.withdraw_evidence import GROUP, WithdrawEvidence
from application.events.consumers.follow_states import FlushStates
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.follow_events import FollowEvents
from application.events.processing.opening import OpenEvents
from application.events.processing.publish_events import PublishEvents
from application.events.processing.records import TOPIC
from application.events.processing.retry_events import RetryEvents
from application.messaging.deliver import ByName, DeliverEvents, Follower
from application.messaging.relay import RelayOutbox
from domain.knowledge.events import DocumentDeleted
from entrypoints.composition.autowiring import autowire
from entrypoints.workers.worker import Step

PUBLISH_SECONDS, FLUSH_SECONDS = 0.02, 5.0


@dataclass(frozen=True, slots=True)
class Followers:
    all: tuple[Follower, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    all: tuple[Step, ...]


class Following(Module):
    def configure(self, binder: Binder) -> None:
        autowire(binder, RelayOutbox, DeliverEvents)

    @singleton
    @provider
    def followers(
        self,
        withdraw: WithdrawEvidence,
        words: WithdrawWords,
        consumers: Consumers,
        opened: OpenEvents,
        apply: ApplyEvents,
    ) -> Followers:
        told = frozenset({TOPIC})
        follow = [FollowEvents(one, opened, apply) for one in consumers.all]
        topics = frozenset({DocumentDeleted.topic})
        return Followers(
            (
                Follower(GROUP, topics, ByName({DocumentDeleted.name: withdraw})),
                Follower(WORDS, topics, ByName({DocumentDeleted.name: words})),
                *(Follower(one.consumer.name, told, one) for one in follow),
            )
        )

    @singleton
    @provider
    def steps(
        self,
        relay: RelayOutbox,
        publish: PublishEvents,
        retry: RetryEvents,
        flush: FlushStates,
        consumers: Consumers,
    ) -> Steps:
        retries = [Step(f"retry-{one.name}", partial(retry, one), 0.2) for one in consumers.all]
        return Steps(
            (
                Step("relay", relay),
                Step("publish", publish, PUBLISH_SECONDS, publish.carry.together),
                *retries,
                Step("flush-states", flush, FLUSH_SECONDS),
            )
        )
