"""Schemas of event types, bound to their compiler."""

from injector import Module, provider, singleton

from adapters.events.schemas.compiler import JsonschemaRsCompiler
from application.access.ports import Access
from application.clock import Clock
from application.events.schemas.fit_events import FitEvents
from application.events.schemas.ports import SchemaCompiler, SchemaStore
from application.events.schemas.publish_schema import PublishSchema
from application.events.schemas.read_schemas import ReadSchemas
from entrypoints.observability.metrics import EVENTS_UNFIT


class EventSchemas(Module):
    @singleton
    @provider
    def compiler(self) -> SchemaCompiler:
        return JsonschemaRsCompiler()

    @singleton
    @provider
    def publish(
        self, access: Access, store: SchemaStore, compiler: SchemaCompiler, clock: Clock
    ) -> PublishSchema:
        return PublishSchema(access, store, compiler, clock)

    @singleton
    @provider
    def read(self, access: Access, store: SchemaStore) -> ReadSchemas:
        return ReadSchemas(access, store)

    @singleton
    @provider
    def fit(self, store: SchemaStore, compiler: SchemaCompiler, clock: Clock) -> FitEvents:
        return FitEvents(store, compiler, clock, lambda mode: EVENTS_UNFIT.labels(mode.value).inc())
