"""What happens while a session runs. Pure: given the time, owning no clock, drawing nothing."""
