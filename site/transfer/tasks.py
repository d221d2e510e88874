"""Jobs that a worker runs. Each body is one call."""

from django_tasks import task

from transfer.upload_work import work_on


@task(queue_name="imports")
def work_on_upload(upload_id: int) -> None:
    work_on(upload_id)
