"""Jobs that a worker runs. Each body is one call."""

from django_tasks import task

from blog.cards import keeping


@task()
def draw_card(essay_id: int) -> None:
    keeping.draw_card(essay_id)
