from django.db import migrations
from django.db.models import F

HELD, HIDDEN, SPAM, ANY = "held", "hidden", "spam", ""
# (code, the state it may be given for), in the order in which they are offered. Their words stand in the code.
SHIPPED = [
    ("off-topic", HIDDEN), ("attack", HIDDEN), ("private", HIDDEN), ("unlawful", HIDDEN), ("doubled", HIDDEN),
    ("unreadable", HIDDEN), ("advertising", ANY),
    *[(code, HELD) for code in (
        "first-voice", "words", "links", "spam-signs", "repeated", "too-fast", "disposable", "closed-hours",
        "akismet", "hook", "blocked", "words-refused",
    )],
    ("akismet-spam", SPAM),
]


def store(apps, schema_editor):
    reason = apps.get_model("moderation", "Reason")
    for place, (code, state) in enumerate(SHIPPED, 1):
        reason.objects.get_or_create(code=code, defaults={"state": state, "position": 10 * place})
    held = apps.get_model("moderation", "Decision").objects.filter(to_state=HELD, by=None, code="")
    held.filter(rule__in=["first-voice", "hook"]).update(code=F("rule"))


class Migration(migrations.Migration):
    dependencies = [("moderation", "0007_reasons")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
