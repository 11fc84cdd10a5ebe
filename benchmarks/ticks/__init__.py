"""Market ticks: what the figures of the README rest on."""
