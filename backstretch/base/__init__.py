"""What everything else stands on: errors, text, files, paths, clocks, TOML."""
