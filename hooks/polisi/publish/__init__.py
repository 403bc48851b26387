"""Every file of a site, written."""
