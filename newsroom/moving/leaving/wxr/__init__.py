"""Write WordPress's export format, WXR 1.2, piece by piece."""
