"""Customers, interactions and products, and the imports that they come by."""

from adapters.insights.memory import InMemoryImportStore
from adapters.insights.memory_customers import InMemoryCustomersReader
from adapters.insights.memory_numbers import InMemoryNumbersReader
from adapters.insights.progress import progress_in, progress_in_memory
from adapters.insights.sql import SqlImportStore
from adapters.insights.sql_customers import SqlCustomersReader
from adapters.insights.sql_numbers import SqlNumbersReader
from application.insights.ports import CustomersReader, ImportProgress, ImportStore, NumbersReader
from entrypoints.composition.keeping.port import Port

INSIGHTS = (
    Port(ImportStore).kept(in_sql=SqlImportStore, in_memory=InMemoryImportStore),
    Port(ImportProgress).kept(in_sql=progress_in, in_memory=progress_in_memory),
    Port(CustomersReader).kept(in_sql=SqlCustomersReader, in_memory=InMemoryCustomersReader),
    Port(NumbersReader).kept(in_sql=SqlNumbersReader, in_memory=InMemoryNumbersReader),
)
