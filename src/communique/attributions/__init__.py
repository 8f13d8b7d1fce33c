"""Step 4, WHO SAYS SO: source, cue and content of what is voiced, and who tells it inside whose words."""
