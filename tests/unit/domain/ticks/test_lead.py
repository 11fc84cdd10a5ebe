"""One leads a market at a time."""

from domain.ticks.lead import Lead


def test_the_first_who_asks_leads_and_may_go_on() -> None:
    lead = Lead().taken("one", 0, 10)
    assert lead == Lead("one", 10, 1)
    assert lead.taken("one", 9, 19) == Lead("one", 19, 1)


def test_another_leads_when_the_time_is_over_and_not_before() -> None:
    lead = Lead("one", 10, 1)
    assert lead.taken("other", 9, 19) is None
    assert lead.taken("other", 10, 20) == Lead("other", 20, 2)


def test_who_resigns_lets_another_lead_at_once_with_a_fence_of_its_own() -> None:
    lead = Lead("one", 10, 1).resigned("one")
    assert lead.taken("other", 1, 20) == Lead("other", 20, 2)
    assert lead.taken("one", 1, 20) == Lead("one", 20, 2)


def test_nobody_resigns_for_another() -> None:
    assert Lead("one", 10, 1).resigned("other") == Lead("one", 10, 1)
