"""Generations of the index: built beside, judged, switched and rolled back."""
