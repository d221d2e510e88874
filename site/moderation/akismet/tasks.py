"""Jobs that a worker runs. Each body is one call."""

from django_tasks import TaskContext, task

from moderation.akismet.answering import answer_for, tell


@task(takes_context=True)
def ask_akismet(context: TaskContext, voice_id: int, asked_at: str) -> None:
    answer_for(voice_id, asked_at, again=context.task_result.task)


@task(takes_context=True)
def correct_akismet(context: TaskContext, voice_id: int, found: str, attempt: int = 0) -> None:
    tell(voice_id, found, attempt, again=context.task_result.task)
