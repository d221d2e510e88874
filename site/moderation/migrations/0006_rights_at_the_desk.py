from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations

from people.roles import MODEL_PERMISSIONS, MODERATORS


def give_rights(apps, schema_editor):
    """Moderators write the replies that they give often."""
    config = real_apps.get_app_config("moderation")
    create_contenttypes(config, apps=apps, verbosity=0)
    create_permissions(config, apps=apps, verbosity=0)
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=MODERATORS)
    for right in apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="moderation", content_type__model="cannedreply"
    ):
        if ("moderation", right.codename) in MODEL_PERMISSIONS[MODERATORS]:
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0005_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
