"""Our data as values: laws, options, sources, terms."""
