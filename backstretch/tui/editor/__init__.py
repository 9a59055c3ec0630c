"""What the editor screen is made of: the file that is worked on, its fields, and what they are changed with."""
