"""Tests of the synthetic governments."""
