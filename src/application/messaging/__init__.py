"""How contexts learn of each other: outbox, event log, inbox."""
