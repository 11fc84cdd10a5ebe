"""The names of the dictionaries that knowledge keeps its things in."""

DOCUMENTS, CONTENTS, PAGES, PASSAGES = "documents", "contents", "pages", "passages"
GENERATIONS, GAPS, ENGAGED = "index_generations", "index_gaps", "index_engaged"
INDEX_VERSIONS, GOLDEN = "index_versions", "golden_queries"
REPLACEMENTS = "replacements"
