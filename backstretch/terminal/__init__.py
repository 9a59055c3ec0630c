"""What every front end shares of a real terminal: size, keys, and how it is written to. Nothing here knows Textual."""
