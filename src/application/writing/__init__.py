"""Plain writing: sentences worded anew, by a model or by nobody."""
