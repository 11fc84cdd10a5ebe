"""Imports of customers, interactions and products, and the numbers they come to."""
