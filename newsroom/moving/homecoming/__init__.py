"""Bring home what `export_site` wrote: its archive as any other, and then what WordPress has no word for.

Whoever calls this vouches for the folder. Nobody gets a login by it, and nobody is mailed.
"""
