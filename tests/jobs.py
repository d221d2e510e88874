"""Runs the real worker inside a test."""

from unittest.mock import patch

from django.test import override_settings
from django_tasks_db.management.commands import db_worker
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

IN_THE_DATABASE = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "imports"]}
}


def jobs_in_the_database() -> override_settings:
    """Return what lets jobs wait in the database inside a `with`."""
    return override_settings(TASKS=IN_THE_DATABASE)


def work() -> None:
    """Run every job that is due."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="worker-in-a-test",
        excluded_queue_names=[],
    )
    # It would close the connection that holds the test's own transaction, as Django's test client knows to avoid.
    with patch.object(db_worker, "close_old_connections"):
        worker.run()


def waiting_jobs() -> int:
    return DBTaskResult.objects.ready().count()
