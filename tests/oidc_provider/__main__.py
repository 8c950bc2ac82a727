"""``python -m tests.oidc_provider PORT``: make the database and serve on the loopback address."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.oidc_provider.people import CLIENT_ID, CLIENT_SECRET, KNOWN, PASSWORD, REDIRECT


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at a time."""

    daemon_threads = True


def fill() -> None:
    """The people and the one application that may ask about them."""
    from allauth.idp.oidc.models import Client  # models exist only once Django is set up
    from django.contrib.auth.models import User

    call_command("migrate", verbosity=0)
    for person in KNOWN:
        User.objects.create_user(person.name, password=PASSWORD)
    client = Client(id=CLIENT_ID, name="Kompetensi ASN", skip_consent=True)
    client.set_scopes(["openid", "profile", "email"])
    client.set_redirect_uris([REDIRECT])
    client.set_secret(CLIENT_SECRET)
    client.save()


os.environ["DJANGO_SETTINGS_MODULE"] = "tests.oidc_provider.settings"
application = get_wsgi_application()
fill()
make_server("127.0.0.1", int(sys.argv[1]), application, Server).serve_forever()
