"""The API: Flask blueprints that load, call and shape."""
