"""What is asked before a session, and how questions are put."""
