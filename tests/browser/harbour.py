"""What the tests' documents say."""

HANDBOOK = (
    """Harbour handbook

The harbour opens at six in the morning. Ships that come earlier wait at the outer mole.""",
    """Waste and water

Drinking water is free at every berth. The fine for waste oil in the basin is 2,500 euro.""",
)
LIBRARY = """Library rules

The library opens at nine in the morning. The fine for a late book is ten cents a day."""
CRABS = """🦀🦀🦀 A word before: 𝒉𝒂𝒓𝒃𝒐𝒖𝒓𝒔 have crabs 🦀.

Crabs may be caught from the mole with a licence 🦀 of the harbour master. The rest is 🐚."""
OPENS = "When does the harbour open?"
FINE = "What is the fine for waste oil in the basin?"
FOOTBALL = "Who won the football championship in Brazil?"
FIRST, SECOND = "The harbour opens at six in the morning. [1] ", "wait at the outer mole. [1]"
"""What a model writes about it, in two breaths."""
