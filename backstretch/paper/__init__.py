"""What is printed or handed on: the card, the report."""
