"""Receipts, what mails about others link to, and one's own voices in the account."""

from django.urls import path

from listening.views import follow, mail, own, receipt

app_name = "listening"

urlpatterns = [
    path("account/voices/", own.voices, name="own"),
    path("account/voices/claim/", own.claim, name="claim"),
    path("account/mail/", mail.mail, name="mail"),
    path("account/mail/stop/", mail.stop, name="stop-following"),
    path("follow/<slug:token>/", follow.follow, name="follow"),
    path("follow/<slug:token>/<slug:deed>/", follow.change, name="change-follow"),
    path("receipt/<slug:token>/", receipt.show, name="receipt"),
    path("receipt/<slug:token>/edit/", receipt.edit, name="edit"),
    path("receipt/<slug:token>/withdraw/", receipt.withdraw, name="withdraw"),
    path("receipt/<slug:token>/mute/", receipt.mute, name="mute"),
    path("receipt/<slug:token>/unmute/", receipt.unmute, name="unmute"),
    path("receipt/<slug:token>/stop-mail/", receipt.stop_mail, name="stop-mail"),
    path("receipt/<slug:token>/start-mail/", receipt.start_mail, name="start-mail"),
    path("receipt/<slug:token>/again/", receipt.again, name="again"),
]
