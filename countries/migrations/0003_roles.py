"""Who worded the outcome of a correction, and the two roles: editors word it, reviewers publish it and give keys."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

EDITOR = [
    ("countries", "correction", "view_correction", "Can view correction"),
    ("countries", "correction", "change_correction", "Can change correction"),
]
REVIEWER = [
    *EDITOR,
    ("countries", "correction", "settle_correction", "Can publish the outcome of a correction"),
    ("access", "apikey", "view_apikey", "Can view key"),
    ("access", "apikey", "add_apikey", "Can add key"),
    ("access", "apikey", "change_apikey", "Can change key"),
]
ROLES = {"editor": EDITOR, "reviewer": REVIEWER}


def make(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for role, allowed in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for app, model, codename, name in allowed:
            kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
            permission, _ = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def unmake(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("countries", "0002_known"),
        ("access", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="correction",
            options={
                "ordering": ["-received_on", "-id"],
                "permissions": [("settle_correction", "Can publish the outcome of a correction")],
            },
        ),
        migrations.AddField(
            model_name="correction",
            name="outcome_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(make, unmake),
    ]
