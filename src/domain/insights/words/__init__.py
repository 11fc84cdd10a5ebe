"""What is written of customers and to them, sentence by sentence."""
