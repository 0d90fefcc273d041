"""The constraint components of SHACL (SHACL 4 to 6): a class each, in `table.COMPONENTS`."""
