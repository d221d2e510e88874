"""`/account/…`: what allauth answers, and what it has no page for."""

from allauth import urls as allauth_urls
from django.urls import include, path

from people.views import account, doors, profile

urlpatterns = [
    path("account/", account.account, name="account-home"),
    path("account/menu/", account.menu, name="account-menu"),
    path("account/profile/", profile.edit, name="account-profile"),
    path("account/", include(allauth_urls)),
    path("_util/login/", doors.to_log_in, name="wagtailcore_login"),
]
