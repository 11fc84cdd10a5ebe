"""Who keeps the columns of performance that rankings are read from.

Their adapters are imported when they are first asked for, and NumPy with them: no start waits.
"""

from adapters.campaigns.rankings.fact_revisions import InMemoryRevisions, SqlRevisions
from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase
from application.campaigns.rankings.ports import Rankings, RevisionsReader
from entrypoints.composition.keeping.port import Port


def _in_sql(database: SqlDatabase) -> Rankings:
    from adapters.campaigns.rankings.sql import sql_rankings

    return sql_rankings(database)


def _in_memory(database: MemoryDatabase) -> Rankings:
    from adapters.campaigns.rankings.memory import memory_rankings

    return memory_rankings(database)


RANKINGS = (
    Port(Rankings).kept(in_sql=_in_sql, in_memory=_in_memory),
    Port(RevisionsReader).kept(in_sql=SqlRevisions, in_memory=InMemoryRevisions),
)
