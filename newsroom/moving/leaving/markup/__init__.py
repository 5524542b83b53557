"""Turn our texts into those that WordPress, and our own import, understand."""
