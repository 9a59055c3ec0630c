"""The parts of the history screen."""
