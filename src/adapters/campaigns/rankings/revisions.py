"""Which rows are the last that was said of a fact: of a campaign, an influencer and a day."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from adapters.campaigns.rankings.chosen import Numbers

FACT = ("day", "influencer", "campaign")


def last_revisions(columns: Mapping[str, Numbers], sent: Numbers) -> Numbers:
    """Return for each row whether it stands: it tells no day, or none of its fact came later.

    `sent` has the order in which files came, by the number of the file. Within a file the row that
    stands further down came later.
    """
    stands = np.ones(len(columns["day"]), dtype=bool)
    dated = np.flatnonzero(columns["day"])
    if not len(dated):
        return stands
    told = {name: columns[name][dated] for name in (*FACT, "file", "row")}
    keys = [told["row"], sent[told["file"]], *(told[one] for one in FACT)]
    order = np.lexsort(keys)
    same = [told[one][order][1:] == told[one][order][:-1] for one in FACT]
    stands[dated[order[:-1][np.logical_and.reduce(same)]]] = False
    return stands
