"""Ways a letter may leave."""
