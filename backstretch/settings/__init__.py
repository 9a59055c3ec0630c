"""The person's settings: a file that a person or the program writes, or the defaults where it does not serve."""

from backstretch.settings.reader import read_settings
from backstretch.settings.update import change
from backstretch.settings.values import THEMES, Settings
from backstretch.settings.writer import write_settings

__all__ = ["THEMES", "Settings", "change", "read_settings", "write_settings"]
