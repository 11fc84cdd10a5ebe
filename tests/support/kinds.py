"""Which kinds of database there are; read by processes that never open one."""

DATABASES = ["memory", "sqlite", "postgres"]
