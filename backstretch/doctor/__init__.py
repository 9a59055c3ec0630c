"""What works on this machine and what does not: one module a subject, and nothing is made or changed by looking."""
