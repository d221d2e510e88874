from django.apps import apps as real_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import migrations

from blog.tree import plant
from people.roles import EDITORS, set_role_permissions


def plant_tree_and_roles(apps, schema_editor):
    """A home per language, the roles with exactly their rights, and the one site."""
    for config in real_apps.get_app_configs():
        if config.label in {"core", "blog", "people", "wagtailcore", "wagtailadmin", "wagtailredirects"}:
            create_contenttypes(config, apps=apps, verbosity=0)
            create_permissions(config, apps=apps, verbosity=0)
    apps.get_model("wagtailcore", "GroupPagePermission").objects.all().delete()
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    # The page «Welcome to your new Wagtail site!».
    apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=1).delete()
    first = settings.LANGUAGE_CODE
    locales = apps.get_model("wagtailcore", "Locale").objects
    locales.exclude(language_code__in=dict(settings.LANGUAGES)).delete()
    plant(apps.get_model, [first, *(code for code, _name in settings.LANGUAGES if code != first)])
    set_role_permissions(apps)
    give_approval_to_editors(apps)
    home = apps.get_model("blog", "HomePage").objects.get(locale__language_code=first)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname="localhost", port=8000, root_page_id=home.pk, is_default_site=True, site_name="Listening Post"
    )


def give_approval_to_editors(apps):
    """Wagtail lets its Moderators approve pages; here moderators have no rights on pages, editors do."""
    editors = apps.get_model("auth", "Group").objects.get(name=EDITORS)
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.groups.set([editors])
        task.name = "Editors’ approval"
        task.save()
    apps.get_model("wagtailcore", "Workflow").objects.update(name="Editors’ approval")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0002_initial"),
        ("core", "0004_choosing"),
        ("people", "0002_portrait"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        # They hand out rights on pictures and documents, which the roles replace.
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(plant_tree_and_roles, migrations.RunPython.noop)]
