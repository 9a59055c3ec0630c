"""Past sessions reviewed: statistics, streaks and sides, and the sentences and charts that show them."""
