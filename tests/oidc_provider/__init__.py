"""A real OpenID Connect provider for tests: a Django project of its own, in a process of its own."""
