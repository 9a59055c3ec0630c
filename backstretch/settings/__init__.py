"""The person's settings: a file that a person or the program writes, or the defaults where it does not serve."""

from backstretch.settings.config_file import read_settings, write_settings
from backstretch.settings.spec import THEMES, Settings, change

__all__ = ["THEMES", "Settings", "change", "read_settings", "write_settings"]
