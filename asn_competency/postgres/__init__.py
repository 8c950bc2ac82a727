"""Django's PostgreSQL backend, pointed at the embedded server and starting it when first needed."""
