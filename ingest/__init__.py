"""How law gets in."""
