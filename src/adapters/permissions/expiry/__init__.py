"""What is over is removed after a while."""
