"""The catalogue of exercises, to look at."""
