"""Synthetic governments in the layouts of the SIASN exports; the public face is `generator`."""
