"""What the provider says about its people."""

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from tests.oidc_provider.people import BY_NAME


class Adapter(DefaultOIDCAdapter):
    """Adds the claims of `people.KNOWN`, true or not."""

    def get_claims(self, purpose: str, user: Any, client: Any, scopes: Any, email: Any = None, **more: Any) -> Any:
        person = BY_NAME[user.username]
        claims = {"sub": self.get_user_sub(client, user), "_name": user.username, **person.claims}
        return claims | (person.info if purpose == "userinfo" else {})

    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **more: Any) -> None:
        for name, value in BY_NAME[id_token.pop("_name")].token.items():
            if value is None:
                id_token.pop(name)
            else:
                id_token[name] = value
