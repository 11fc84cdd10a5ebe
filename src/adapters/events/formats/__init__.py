"""Events in the bytes of a request, in every format that is taken."""
