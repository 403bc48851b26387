"""An edition as HTML."""
