"""Pages about people, the organisation, and their personal data."""
