"""Where old addresses lead that a server is never told of."""

from django.urls import path

from transfer.old_comments import old_comment

app_name = "transfer"

urlpatterns = [
    path("comments/old/<slug:kind>/<int:pk>/<int:number>/", old_comment, name="old-comment"),
]
