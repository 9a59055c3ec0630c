"""Run the program with ``python -m backstretch``."""

from backstretch.cli import main

if __name__ == "__main__":
    main()
