from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0011_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="html",
            field=models.TextField(blank=True, editable=False),
        ),
    ]
