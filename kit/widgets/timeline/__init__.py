"""The timeline: events as a picture and as a list."""
