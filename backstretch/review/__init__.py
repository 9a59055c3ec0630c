"""What was done, looked back on: statistics, streaks, sides, and the sentences and charts that say so."""
