"""The use cases that write about people."""
