"""How one asks."""
