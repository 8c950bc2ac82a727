"""What every test stands on: messages to workers go to a queue in memory, uploads to a folder of the test."""

from collections.abc import Callable, Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from kombu import pools

from asn_competency.celery import app
from core.tests.people import cast  # noqa: F401  (a fixture for all)
from core.truncation import TRIGGER, guarded_models


@pytest.fixture(autouse=True, scope="session")
def broker_in_memory() -> None:
    """No test talks to the workers of the checkout."""
    app.conf.broker_url = "memory://"


@pytest.fixture
def use_broker() -> Iterator[Callable[[str], None]]:
    """Point Celery at another broker for the length of a test."""
    before = app.conf.broker_url

    def use(url: str) -> None:
        pools.reset()
        app._pool = app.amqp._producer_pool = None
        vars(app).pop("control", None)  # it keeps the pools it was made with
        app.conf.broker_url = url

    yield use
    use(before)


@pytest.fixture
def sent(db) -> Callable[[], list[str]]:
    """Ids of the jobs handed to the queue since the last call."""

    def receive() -> list[str]:
        with app.connection_for_read() as connection:
            channel, ids = connection.default_channel, []
            while message := channel.basic_get("celery", no_ack=True):
                ids.append(message.decode()[0][0])
            return ids

    with app.connection_for_write() as connection:
        channel = connection.default_channel
        channel.queue_declare("celery")
        channel.queue_purge("celery")
    return receive


@pytest.fixture(autouse=True, scope="session")
def flush_the_trail() -> Iterator[None]:
    """After a test with transactions of its own everything is emptied: the one who may is the owner of the tables."""
    before = DatabaseOperations.execute_sql_flush

    def flush(operations: DatabaseOperations, statements: list[str]) -> None:
        tables = [f'ALTER TABLE "{model._meta.db_table}" {{}} TRIGGER {TRIGGER}' for model in guarded_models()]
        off, on = ([table.format(verb) for table in tables] for verb in ("DISABLE", "ENABLE"))
        before(operations, [*off, *statements, *on])

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = before


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
