"""The session on the screen: the coach, its dialogs, the advice after a stop, the summary."""
