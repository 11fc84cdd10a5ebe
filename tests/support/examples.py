"""How many examples a property is shown: all in `make check`, a fifth in `make test`.

pytest's option `--hypothesis-profile` chooses; Hypothesis loads the profile before it collects.
"""

from hypothesis import settings

FULL = "full"
PART = 5


def register() -> None:
    """Make both profiles known and begin with the smaller one."""
    settings.register_profile(FULL, deadline=None)  # a busy machine is no bug
    settings.register_profile("some", deadline=None, max_examples=examples(100))
    settings.load_profile("some")


def examples(most: int) -> int:
    """Return how many of at most so many examples are tried in this run."""
    return most if settings.get_current_profile_name() == FULL else max(most // PART, 1)
