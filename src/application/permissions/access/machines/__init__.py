"""Programs that act for people: keys, and who may see and end them."""
