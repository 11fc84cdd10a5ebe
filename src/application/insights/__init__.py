"""Take files of customers, interactions and products in, and tell what they come to."""
