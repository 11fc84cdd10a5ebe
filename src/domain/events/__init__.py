"""What other systems tell: events, their sources, and how they are seen through."""
