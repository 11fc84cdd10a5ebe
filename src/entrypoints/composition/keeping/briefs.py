"""Briefs of campaigns, and what was written for them."""

from adapters.campaigns.briefs.memory import InMemoryBriefs, InMemoryWritings
from adapters.campaigns.briefs.sql import SqlBriefs, SqlWritings
from application.campaigns.briefs.ports import Briefs, Writings
from entrypoints.composition.keeping.port import Port

BRIEFS = (
    Port(Writings).kept(in_sql=SqlWritings, in_memory=InMemoryWritings),
    Port(Briefs).kept(in_sql=SqlBriefs, in_memory=InMemoryBriefs),
)
