"""What was done: kept in SQLite on this machine, readable by its owner only."""
