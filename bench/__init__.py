"""What is measured, or tried for longer than a test may take: ``python -m bench.compare``, from the top folder."""
