"""What a page of each kind shows: a function from the plan to the values of its template."""
