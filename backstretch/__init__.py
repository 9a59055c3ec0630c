"""backstretch: gentle, timed back sessions in the terminal, stopped by one key when something hurts."""

__version__ = "0.1.0"
