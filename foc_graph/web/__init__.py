"""The web site: addresses, pages, search, and the files of a static host."""
