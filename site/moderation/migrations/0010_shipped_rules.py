from django.db import migrations

# (name, number) in their order.
SHIPPED = [
    ("blocked", 0), ("trust", 3), ("words", 0), ("closed-hours", 0), ("links", 2), ("spam-signs", 10), ("repeated", 7),
    ("too-fast", 6), ("disposable", 0), ("first-voice", 0), ("akismet", 0),
]


def store(apps, schema_editor):
    setting = apps.get_model("moderation", "RuleSetting")
    for place, (name, number) in enumerate(SHIPPED, 1):
        setting.objects.get_or_create(name=name, defaults={"position": 10 * place, "number": number})
    reason = apps.get_model("moderation", "Reason")
    for place, code in enumerate(("reported", "suspended"), 21):
        reason.objects.get_or_create(code=code, defaults={"state": "hidden", "position": 10 * place})


class Migration(migrations.Migration):
    dependencies = [("moderation", "0009_rules")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
