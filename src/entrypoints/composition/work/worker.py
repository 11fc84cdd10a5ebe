"""The worker that does all of it."""

from injector import Module, provider, singleton

from application.jobs.work import TakeJob
from application.messaging.deliver import DeliverEvents
from entrypoints.composition.work.events import Followers, Steps
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.worker import Worker


class Work(Module):
    @singleton
    @provider
    def worker(
        self,
        take: TakeJob,
        runner: JobRunner,
        steps: Steps,
        deliver: DeliverEvents,
        followers: Followers,
        tidying: Tidying,
    ) -> Worker:
        return Worker(take, runner, steps.all, deliver, followers.all, tidying)
