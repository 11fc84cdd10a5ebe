"""Files of customers and interactions that went wrong, with what they meant."""
