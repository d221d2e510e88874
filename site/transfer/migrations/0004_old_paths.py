import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('transfer', '0003_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=255)),
                ('blog', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('host', 'blog'), name='a_blog_stood_once_at_a_host')],
            },
        ),
        migrations.CreateModel(
            name='OldPath',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text="As Wagtail's redirects spell theirs.", max_length=255, unique=True)),
                ('language', models.CharField(help_text='Of the list that the reader is led to.', max_length=12)),
                ('object_id', models.BigIntegerField()),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='transfer_ol_content_53fd9f_idx')],
            },
        ),
    ]
