"""What a session file says: read, checked, laid out in seconds. Pure but for ``library``."""
