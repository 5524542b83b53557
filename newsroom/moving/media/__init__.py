"""Bring the pictures and files of an old site along, and tell bodies what became of them."""
