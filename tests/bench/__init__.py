"""The benchmark: our builds, checks and previews beside those of others."""
