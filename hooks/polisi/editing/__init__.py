"""What a school changes without seeing a file: from what it asks for to the files that it needs."""
