"""Which addresses an archive of an old site tells of: kept as its things are brought in, and listed to be tried."""
