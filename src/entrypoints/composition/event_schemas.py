"""Schemas of event types, bound to their compiler."""

from injector import Binder, Module, provider, singleton

from adapters.events.schemas.compiler import JsonschemaRsCompiler
from application.clock import Clock
from application.events.schemas.fit_events import FitEvents
from application.events.schemas.ports import SchemaCompiler, SchemaStore
from application.events.schemas.publish_schema import PublishSchema
from application.events.schemas.read_schemas import ReadSchemas
from entrypoints.composition.autowiring import autowire
from entrypoints.observability.metrics import EVENTS_UNFIT


class EventSchemas(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            PublishSchema,
            ReadSchemas,
        )

    @singleton
    @provider
    def compiler(self) -> SchemaCompiler:
        return JsonschemaRsCompiler()

    @singleton
    @provider
    def fit(self, store: SchemaStore, compiler: SchemaCompiler, clock: Clock) -> FitEvents:
        return FitEvents(store, compiler, clock, lambda mode: EVENTS_UNFIT.labels(mode.value).inc())
