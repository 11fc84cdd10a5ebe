"""The rings' names are common words, so nobody else may own them."""

from importlib.metadata import packages_distributions

import pytest


@pytest.mark.parametrize("ring", ["domain", "application", "adapters", "entrypoints"])
def test_no_installed_distribution_claims_a_ring(ring: str) -> None:
    assert set(packages_distributions().get(ring, [])) <= {"portico"}
