"""Which orders of a ranking are held."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.campaigns.rankings import held as holding
from adapters.campaigns.rankings.columns import RowColumns
from adapters.campaigns.rankings.held import Held
from domain.campaigns.rankings.ranking import By, Filters
from domain.campaigns.rankings.shrinkage import Prior
from support.gates import PATIENCE


@pytest.mark.parametrize("by", By)
def test_priors_of_cursors_displace_no_order(by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does anybody wait while they are looked at: the lock is held all the while."""
    monkeypatch.setattr(holding, "MOST_ORDERS", 3)
    held, filters = Held({}, {}, RowColumns.of({})), Filters(by, shrink=True)
    ours = Prior(5, 100)
    held._priors[by, None] = ours
    order = held.board(filters, ours)
    with ThreadPoolExecutor(1) as pool, held._lock:
        asked = [pool.submit(held.board, filters, Prior(1, 10 + views)) for views in range(4)]
        assert all(one.result(PATIENCE) is not order for one in asked)
    assert held.board(filters, ours) is order
