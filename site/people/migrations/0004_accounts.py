"""Who may log in has a proved address, who was brought in may claim what is theirs, and every name its skeleton."""

from django.db import migrations, models

from people.skeletons import skeleton


def fill(apps, schema_editor):
    user_model = apps.get_model("people", "User")
    address = apps.get_model("account", "EmailAddress")
    for user in user_model.objects.iterator():
        user.name_skeleton = skeleton(user.name)
        # Django writes «!» before what is no password.
        user.claimable = not user.is_active and user.last_login is None and user.password.startswith("!")
        user.save(update_fields=["name_skeleton", "claimable"])
        if user.is_active and user.email:
            address.objects.get_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_guests"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="claimable",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="name_skeleton",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=255),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
