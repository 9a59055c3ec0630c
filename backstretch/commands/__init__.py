"""The commands, each thin; what a command needs is imported when it runs."""
