from typing import Any

from django.db.backends.postgresql import base

from asn_competency import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks for the server at connection time: a command that never queries never starts it."""

    def get_connection_params(self) -> dict[str, Any]:
        server = embedded.start_postgres()
        self.settings_dict |= {
            "HOST": server.host,
            "PORT": str(server.port),
            "USER": server.user,
            "PASSWORD": server.password,
        }
        return super().get_connection_params()
