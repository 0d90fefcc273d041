"""Files <-> terms: formats, parsing, datatypes, prefixes, the terms of the standards."""
