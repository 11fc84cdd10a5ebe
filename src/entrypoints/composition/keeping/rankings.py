"""Rankings of published performance rows."""

from adapters.campaigns.rankings.memory import memory_rankings
from adapters.campaigns.rankings.sql import sql_rankings
from application.campaigns.rankings.ports import Rankings
from entrypoints.composition.keeping.port import Port

RANKINGS = (Port(Rankings).kept(in_sql=sql_rankings, in_memory=memory_rankings),)
