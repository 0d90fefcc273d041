"""What the page of each class of things shows, collected for its template."""
