"""Figures about events: taken in, decoded, protected, crashed and redriven."""
