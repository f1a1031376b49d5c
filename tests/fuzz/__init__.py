"""The whole API against its own description, by requests made from that description."""
