import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0011_report_settings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="undoes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="undone_by",
                to="moderation.decision",
            ),
        ),
    ]
