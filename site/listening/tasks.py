"""Jobs that a worker runs. Each body is one call."""

from django_tasks import TaskContext, task

from listening.follows.fanning import fan_out


@task(takes_context=True)
def tell_followers(context: TaskContext, voice_id: int, after: int = 0) -> None:
    fan_out(voice_id, after, again=context.task_result.task)
