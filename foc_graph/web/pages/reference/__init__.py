"""What the reference pages say of the terms of an ontology and of the shapes that check data."""
