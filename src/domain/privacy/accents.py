"""Letters without the marks over and under them."""

import re
import unicodedata

from domain.privacy.view import View

COMBINING = re.compile("[\u0300-\u036f]")
LETTER = re.compile("[^\x00-\x7f]")


def unmarked(view: View) -> View:
    """Return the view without accents, if some are written apart from their letters."""
    if view.text.isascii() or COMBINING.search(view.text) is None:
        return view
    return view.decoded(LETTER, unaccented)


def unaccented(written: str) -> str:
    """Return it without the marks over and under its letters."""
    return "".join(
        one for one in unicodedata.normalize("NFD", written) if not unicodedata.combining(one)
    )
