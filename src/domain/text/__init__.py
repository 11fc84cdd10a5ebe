"""Words and sentences, as several contexts read them."""
