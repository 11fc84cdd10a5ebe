"""Questions, and answers that can be traced to a page."""
