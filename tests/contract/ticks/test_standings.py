"""What the exchange says of a market itself."""

from application.ticks.ports import Markets
from domain.ticks.standing import Standing
from support.led_markets import Led, led
from support.trades import START


def test_a_market_stands_as_was_told_last_and_others_as_they_did(market: Led) -> None:
    markets, other = market.world.get(Markets), led(market.world, "ETHUSDT")
    assert market.market.standing is None
    for standing in (Standing("TRADING", 10**6, START), Standing("BREAK", None, START + 1)):
        markets.stand(market.market.id, standing)
        found = markets.find("BTCUSDT")
        assert found == market.market
        assert found is not None
        assert found.standing == standing
    assert [one.standing for one in markets.all()] == [standing, None]
    assert markets.opened("ETHUSDT", other.market.feed).standing is None


def test_who_leads_keeps_leading_a_market_that_stands_otherwise(market: Led) -> None:
    market.world.get(Markets).stand(market.market.id, Standing("CANCEL_ONLY"))
    assert led(market.world).fence == market.fence
