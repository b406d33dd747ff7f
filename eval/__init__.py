"""How well it works. Imported by nobody."""
