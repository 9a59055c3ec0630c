"""The sessions there are, and what the chosen one holds for this person."""
