from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from people.periodic import register_periodic_jobs

        register_periodic_jobs()


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own user administration, with this project's fields."""

    user_viewset = "people.user_viewset.UserViewSet"
