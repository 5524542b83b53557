"""Import from other systems: these modules read what others wrote and call each app's own verbs."""
