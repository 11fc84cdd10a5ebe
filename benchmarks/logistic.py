"""Logistic regression with a ridge penalty, by Newton's method, and its cross-validation."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
RIDGE = 1.0
STEPS = 50
FOLDS, SHUFFLES = 5, 10


def fitted(signs: Numbers, wanted: Numbers) -> Numbers:
    """Return the constant and each sign's coefficient. The penalty is on standardised signs."""
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    known = np.column_stack([np.ones(len(signs)), (signs - mean) / spread])
    ridge = RIDGE * np.diag([0.0, *np.ones(signs.shape[1])])
    weights = np.zeros(known.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (chance - wanted) + ridge @ weights
        bend = (known.T * (chance * (1 - chance))) @ known + ridge
        weights -= np.linalg.solve(bend, slope)
    slopes = weights[1:] / spread
    return np.concatenate([[weights[0] - slopes @ mean], slopes])


def chances(weights: Numbers, signs: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-(weights[0] + signs @ weights[1:])))
    return found


def held_out(signs: Numbers, wanted: Numbers) -> Numbers:
    """Return each one's chance by those of other folds, the mean of several ways to fold."""
    random, found = np.random.default_rng(0), np.zeros(len(wanted))
    for _ in range(SHUFFLES):
        order = random.permutation(len(wanted))
        for fold in range(FOLDS):
            left = order[fold::FOLDS]
            kept = np.setdiff1d(order, left)
            found[left] += chances(fitted(signs[kept], wanted[kept]), signs[left]) / SHUFFLES
    return found
