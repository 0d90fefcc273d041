"""Where things stand: file, line and column of triples."""
