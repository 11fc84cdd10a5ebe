"""Writers of sentences, one per technology."""
