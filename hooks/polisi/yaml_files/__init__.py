"""YAML as people write it: read with its lines, held against a model, and written into."""
