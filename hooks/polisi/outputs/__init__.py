"""What a site holds besides its pages."""
