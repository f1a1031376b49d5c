"""The endpoints: read-only, one a list."""
