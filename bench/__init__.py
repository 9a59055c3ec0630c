"""Measures the program from outside: against a bare Textual app, against peers, and against its own growth."""
