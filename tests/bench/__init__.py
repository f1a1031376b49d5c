"""How fast the site is, as ratios measured side by side in one run: `make bench`. Nothing here asserts a time."""
