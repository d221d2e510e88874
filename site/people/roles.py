"""The roles, and exactly what each may do besides its page permissions (those stand in `blog.tree`)."""

from typing import Any

AUTHORS = "Authors"
EDITORS = "Editors"
MODERATORS = "Moderators"

# (app label, codename). Wagtail makes Editors and Moderators by itself, with other rights: these replace them.
MODEL_PERMISSIONS: dict[str, list[tuple[str, str]]] = {
    AUTHORS: [("wagtailadmin", "access_admin")],
    EDITORS: [
        ("wagtailadmin", "access_admin"),
        ("blog", "feature_essay"),
        *[("core", f"{verb}_category") for verb in ("add", "change", "delete", "view")],
        *[("core", f"{verb}_tag") for verb in ("add", "change", "delete", "view")],
        *[("wagtailredirects", f"{verb}_redirect") for verb in ("add", "change", "delete")],
    ],
    MODERATORS: [
        ("wagtailadmin", "access_admin"),
        ("listening", "decide_voice"),
        ("listening", "hear_voice"),
        ("listening", "view_voice"),
        ("listening", "view_report"),
        ("moderation", "view_decision"),
        *[("moderation", f"{verb}_cannedreply") for verb in ("add", "change", "delete", "view")],
        *[
            ("moderation", f"{verb}_{kind}")
            for kind in ("suspension", "block")
            for verb in ("add", "change", "view")
        ],
    ],
}

# Rights on the collection that holds all pictures and documents.
COLLECTION_PERMISSIONS: dict[str, list[str]] = {
    AUTHORS: ["add_image", "choose_image", "add_document", "choose_document"],
    EDITORS: [
        f"{verb}_{kind}" for kind in ("image", "document") for verb in ("add", "change", "delete", "choose")
    ],
    MODERATORS: [],
}


def set_role_permissions(apps: Any) -> None:
    """Give each role its permissions on models and collections, and take every other away.

    `apps` is the registry of a migration, so that this runs before the present models exist. Rights of an app whose
    migrations come later are given by that app.
    """
    group_model = apps.get_model("auth", "Group")
    permission = apps.get_model("auth", "Permission")
    grant = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for role, wanted in MODEL_PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=role)
        known = permission.objects.select_related("content_type")
        group.permissions.set(
            [right for right in known if (right.content_type.app_label, right.codename) in wanted]
        )
        grant.objects.filter(group=group).delete()
        for code in COLLECTION_PERMISSIONS[role]:
            allowed = permission.objects.get(content_type__app_label="core", codename=code)
            grant.objects.create(group=group, collection=root, permission=allowed)
