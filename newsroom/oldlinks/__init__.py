"""Addresses of an old site, and those that editors gave up: where each of them leads now."""
