"""A site that is asked for page by page: the preview, its server, and the hook of MkDocs."""
