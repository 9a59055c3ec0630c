"""What every front end shares of a real terminal: its size and how it is written to. Nothing here knows Textual."""
