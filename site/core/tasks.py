"""Jobs that a worker runs. Each body is one call."""

from django_tasks import TaskContext, task

from core.delivery import deliver


@task(queue_name="mail", takes_context=True)
def deliver_mail(context: TaskContext, mail_id: int) -> None:
    deliver(mail_id, again=context.task_result.task)
