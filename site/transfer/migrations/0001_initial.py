import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "blog",
                    models.CharField(
                        help_text="The old blog's address: two blogs may both have a post 1.", max_length=300
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("item", models.CharField(help_text="Its id there.", max_length=300)),
                ("object_id", models.BigIntegerField()),
                ("checksum", models.CharField(help_text="Of what was read, in the neutral form.", max_length=64)),
                (
                    "revision",
                    models.BigIntegerField(
                        help_text="The page's revision that the import wrote; a later one is an edit made here.",
                        null=True,
                    ),
                ),
                ("imported_at", models.DateTimeField(auto_now=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["content_type", "object_id"], name="transfer_so_content_aa7a1d_idx")
                ],
                "constraints": [models.UniqueConstraint(fields=("blog", "kind", "item"), name="one_source_an_item")],
            },
        ),
    ]
