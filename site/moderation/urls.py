"""Where guests confirm what they said."""

from django.urls import path

from moderation.views import confirming

app_name = "moderation"

urlpatterns = [
    path("receipt/confirm/", confirming.resend, name="resend"),
    path("receipt/confirm/<slug:token>/", confirming.confirm, name="confirm"),
]
