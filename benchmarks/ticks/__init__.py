"""Market ticks: what keeping them costs, and how soon they are told of."""
