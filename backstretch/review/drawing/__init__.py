"""Charts as rows of characters, each with a role and none with a colour: for plain text and for the screen alike."""
