"""Tests of the Python module; they need the tool but no network."""
