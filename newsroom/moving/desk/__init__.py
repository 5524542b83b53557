"""Archives of old sites at the desk: handed over, looked at, brought in, and what came of each record."""
