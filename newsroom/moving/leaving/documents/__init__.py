"""Write what the site holds as JSON, a file for each kind of thing and a line for each thing."""
