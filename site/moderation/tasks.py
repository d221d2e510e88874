"""Jobs that a worker runs. Each does one batch and asks for the next."""

from django_tasks import task

from moderation.hiding_past import hide_some, show_some


@task()
def hide_past_of(suspension_id: int, after: int) -> None:
    last = hide_some(suspension_id, after)
    if last is not None:
        hide_past_of.enqueue(suspension_id, last)


@task()
def show_again_of(suspension_id: int, after: int, by_id: int | None) -> None:
    last = show_some(suspension_id, after, by_id)
    if last is not None:
        show_again_of.enqueue(suspension_id, last, by_id)
