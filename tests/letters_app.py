"""Letters, the second kind of voice, as an app of a site: `tests.settings_with_letters` installs it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "tests.letters_app"
    label = "letters"

    def ready(self) -> None:
        from tests import second_kind

        second_kind.register()
