"""National ids: each country's shape and check digits."""
