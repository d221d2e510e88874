"""Every address of the site. The default language has no prefix; each other one is `/<language>/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from blog.views import sitemaps, styleguide
from core.views import health, mail, media
from people.account import Account
from people.views import doors

urlpatterns = [
    path("admin/account/", require_admin_access(Account.as_view()), name="account"),
    path("admin/login/", doors.to_desk, name="wagtailadmin_login"),
    path("admin/password_reset/", doors.to_password_reset, name="wagtailadmin_password_reset"),
    path("admin/password_reset/done/", doors.to_password_reset),
    path("admin/password_reset/confirm/<uidb64>/<token>/", doors.to_password_reset),
    path("admin/password_reset/complete/", doors.to_password_reset),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.media, name="media"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("mail/", mail.mail_list, name="mail-list"),
    path("mail/<str:name>/", mail.message, name="mail-message"),
    path("mail/<str:name>/html/", mail.as_html, name="mail-html"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    *i18n_patterns(
        path("", include("people.urls")),
        path("", include("moderation.urls")),
        path("", include("listening.urls")),
        path("", include("discussion.urls")),
        path("", include("transfer.urls")),
        path("", include("blog.urls")),
        path("", include("search.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.STYLEGUIDE:
    urlpatterns = [path("styleguide/", styleguide.styleguide, name="styleguide"), *urlpatterns]

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns = [*staticfiles_urlpatterns(), *urlpatterns]

handler404 = "core.views.errors.not_found"
handler403 = "core.views.errors.forbidden"
