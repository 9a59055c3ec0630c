"""A session as plain lines, one an event: for screen readers, dumb terminals, logs and pipes."""
