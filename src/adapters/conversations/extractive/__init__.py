"""Answers made of the evidence's own sentences, without a model."""
