"""The metadata with every table in it."""

import adapters.campaigns.briefs.tables
import adapters.campaigns.tables
import adapters.conversations.tables
import adapters.events.tables
import adapters.idempotency.tables
import adapters.insights.import_tables
import adapters.insights.progress
import adapters.insights.tables
import adapters.insights.words.tables
import adapters.jobs.tables
import adapters.knowledge.generation_tables
import adapters.knowledge.tables
import adapters.messaging.tables
import adapters.permissions.access.invitation_tables
import adapters.permissions.access.link_tables
import adapters.permissions.access.machine_tables
import adapters.permissions.access.tables
import adapters.permissions.oauth.tables
import adapters.permissions.people.tables
import adapters.ticks.tables  # noqa: F401 - its tables join the metadata
from adapters.database.metadata import metadata

__all__ = ["metadata"]
