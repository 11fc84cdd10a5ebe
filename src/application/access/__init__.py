"""What every context asks of permissions."""
