"""Tests of the report's renderers and of the sentences they print."""
