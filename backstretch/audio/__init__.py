"""What is heard: tones and a voice, loaded late, never fatal, never in the way of the clock."""
