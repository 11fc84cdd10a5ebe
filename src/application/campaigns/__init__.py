"""Take performance files in, load them, and mend what was quarantined."""
