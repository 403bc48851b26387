"""What HTML of texts is put together with: marks, values, links, fields, templates."""
