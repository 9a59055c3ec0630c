"""A person's plan as the text of its file."""
