"""Several people acting at the same moment, each with a connection of her own."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence

from django.db import IntegrityError, OperationalError, connection

from core.domain.errors import Denied, DomainError


def together(actions: Sequence[Callable[[], object]]) -> list[str]:
    """What each got, in the order of the actions: "done", the code of the refusal, or the error of the database."""
    start = threading.Barrier(len(actions))
    said = ["never ran"] * len(actions)

    def act(number: int, action: Callable[[], object]) -> None:
        connection.ensure_connection()
        try:
            start.wait(timeout=60)
            action()
            said[number] = "done"
        except DomainError as error:
            said[number] = error.code
        except Denied:
            said[number] = "denied"
        except (IntegrityError, OperationalError) as error:
            said[number] = type(error.__cause__).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def counted(said: Sequence[str]) -> dict[str, int]:
    return dict(Counter(said))
