"""Django's PostgreSQL, by lines that are looked at before anybody speaks on them."""
