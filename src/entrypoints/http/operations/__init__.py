"""Whether this process is well."""
