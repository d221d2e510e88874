"""Jobs that a worker runs. Each body is one call."""

from django_tasks import TaskContext, task

from core.delivery import deliver


@task(queue_name="mail", takes_context=True)
def deliver_mail(context: TaskContext, mail_id: int) -> None:
    deliver(mail_id, again=context.task_result.task)


# Whoever waits for a link that confirms or lets them in comes before news.
@task(queue_name="mail", priority=-10)
def deliver_mails(mail_ids: list[int]) -> None:
    for mail_id in mail_ids:
        deliver(mail_id, again=deliver_mail)
