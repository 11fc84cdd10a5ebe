"""Every module of the composition, in the order in which they bind."""

from injector import Injector, Module

from entrypoints.composition.access.audit import Audit
from entrypoints.composition.access.decisions import Decisions
from entrypoints.composition.access.links import Links
from entrypoints.composition.access.machines import Machines
from entrypoints.composition.access.organisations import Organisations
from entrypoints.composition.access.previews import Previews
from entrypoints.composition.access.sharing import Sharing
from entrypoints.composition.campaign_briefs import CampaignBriefs
from entrypoints.composition.campaigns import Campaigns
from entrypoints.composition.collecting import Collecting
from entrypoints.composition.conversations import Conversations
from entrypoints.composition.event_history import EventHistory
from entrypoints.composition.event_intake import EventIntake
from entrypoints.composition.event_schemas import EventSchemas
from entrypoints.composition.events import Events
from entrypoints.composition.generations import Generations
from entrypoints.composition.indexing import Indexing
from entrypoints.composition.infrastructure import Infrastructure
from entrypoints.composition.insight_words import InsightWords
from entrypoints.composition.insights import Insights
from entrypoints.composition.installing import installing
from entrypoints.composition.knowledge import Knowledge
from entrypoints.composition.markets import Markets
from entrypoints.composition.oauth import OAuth
from entrypoints.composition.operating import Operating
from entrypoints.composition.people import People
from entrypoints.composition.permissions import Permissions
from entrypoints.composition.stores import stores
from entrypoints.composition.ticks import Ticks
from entrypoints.composition.tokens import Tokens
from entrypoints.composition.work.events import Following
from entrypoints.composition.work.jobs import Jobs
from entrypoints.composition.work.tidying import Forgetting
from entrypoints.composition.work.worker import Work
from entrypoints.settings import Settings


def composed(settings: Settings, *overrides: Module) -> Injector:
    """Bind every port; later modules override earlier ones. Raises SettingsError."""
    modules = [
        Infrastructure(settings),
        stores(settings),
        Indexing(settings),
        Generations(settings),
        Knowledge(settings),
        Conversations(settings),
        CampaignBriefs(settings),
        Organisations(),
        Sharing(),
        Links(settings),
        Machines(),
        OAuth(),
        Decisions(),
        People(settings),
        Tokens(settings),
        Previews(),
        Audit(),
        Permissions(settings),
        Events(),
        EventHistory(settings),
        EventIntake(settings),
        EventSchemas(),
        Insights(settings),
        InsightWords(settings),
        Campaigns(),
        Markets(),
        Collecting(settings),
        Ticks(settings),
        Jobs(settings),
        Following(),
        Forgetting(settings),
        Work(),
        Operating(),
    ]
    return Injector([installing(one) for one in (*modules, *overrides)], auto_bind=False)
