"""What we hold, and how to find things in it. Imports none of the other houses."""
