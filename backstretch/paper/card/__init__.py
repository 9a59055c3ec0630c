"""A session as one printed sheet: what stands on it, what of that fits, and the HTML it becomes."""
