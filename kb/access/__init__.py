"""Who may ask how often: readers without a name, and holders of a key. Knows nothing of countries."""
