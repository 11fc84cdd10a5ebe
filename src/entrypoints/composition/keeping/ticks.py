"""Markets and their trades."""

from adapters.ticks.memory import (
    InMemoryAskedTrades,
    InMemoryKeptTrades,
    InMemoryLeadership,
    InMemoryMarkets,
)
from adapters.ticks.memory_audits import InMemoryAudits
from adapters.ticks.memory_backfills import InMemoryBackfills
from adapters.ticks.memory_incidents import (
    InMemoryAbsent,
    InMemoryIncidents,
    InMemoryOldTrades,
)
from adapters.ticks.sql_asking import SqlAskedTrades
from adapters.ticks.sql_audits import SqlAudits
from adapters.ticks.sql_backfills import SqlBackfills
from adapters.ticks.sql_forgetting import SqlOldTrades
from adapters.ticks.sql_incidents import SqlAbsent, SqlIncidents
from adapters.ticks.sql_keeping import SqlKeptTrades
from adapters.ticks.sql_markets import SqlLeadership, SqlMarkets
from application.ticks.ports import (
    Absent,
    AskedTrades,
    Audits,
    Backfills,
    Incidents,
    KeptTrades,
    Leadership,
    Markets,
    OldTrades,
)
from entrypoints.composition.keeping.port import Port

TICKS = (
    Port(Markets).kept(in_sql=SqlMarkets, in_memory=InMemoryMarkets),
    Port(Leadership).kept(in_sql=SqlLeadership, in_memory=InMemoryLeadership),
    Port(KeptTrades).kept(in_sql=SqlKeptTrades, in_memory=InMemoryKeptTrades),
    Port(AskedTrades).kept(in_sql=SqlAskedTrades, in_memory=InMemoryAskedTrades),
    Port(Backfills).kept(in_sql=SqlBackfills, in_memory=InMemoryBackfills),
    Port(Absent).kept(in_sql=SqlAbsent, in_memory=InMemoryAbsent),
    Port(Incidents).kept(in_sql=SqlIncidents, in_memory=InMemoryIncidents),
    Port(Audits).kept(in_sql=SqlAudits, in_memory=InMemoryAudits),
    Port(OldTrades).kept(in_sql=SqlOldTrades, in_memory=InMemoryOldTrades),
)
