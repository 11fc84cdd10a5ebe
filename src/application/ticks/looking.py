"""Find the market that somebody asks about."""

from application.access.ports import Access
from application.access.require import require
from application.service import service
from application.ticks.ports import Markets
from domain.access import Level
from domain.principal import Principal
from domain.ticks.errors import MarketNotFound
from domain.ticks.market import Feed, Market, symbol


@service
class LookFor:
    """Trades of an exchange belong to nobody: whoever may see an organisation may see them."""

    access: Access
    markets: Markets

    def market(self, by: Principal, named: str, feed: Feed | None = None) -> Market:
        """Return the market; raises SymbolMalformed, MarketNotFound, LevelNotHeld."""
        self.may_look(by)
        found = self.markets.find(symbol(named), feed)
        if found is None:
            raise MarketNotFound
        return found

    def may_look(self, by: Principal) -> None:
        """Raises MarketNotFound for who may not know, LevelNotHeld for who may not look."""
        require(self.access, by, Level.VIEW, by.organisation_id, MarketNotFound)
