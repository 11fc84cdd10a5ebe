"""Personal data taken out of a text before it leaves, and put back exactly."""

from domain.insights.masking.masks import Masks, masks_for

__all__ = ["Masks", "masks_for"]
