"""What somebody is to say about a product, and what holds it up."""
