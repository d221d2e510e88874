from django.db import migrations


def store(apps, schema_editor):
    # Before «trust», wherever an administrator has put that: of two in one place the name decides.
    setting = apps.get_model("moderation", "RuleSetting")
    trust = setting.objects.filter(name="trust").values_list("position", flat=True).first()
    place = min(15, trust) if trust is not None else 15
    setting.objects.get_or_create(name="suspended-address", defaults={"position": place})
    reason = apps.get_model("moderation", "Reason")
    reason.objects.get_or_create(code="suspended-address", defaults={"state": "held", "position": 230})


class Migration(migrations.Migration):
    dependencies = [("moderation", "0013_words_by_their_name")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
