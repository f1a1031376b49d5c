"""The base as tables, for files that leave the site."""
