"""Addresses of comments; the threads themselves stand on the pages they belong to."""

from django.urls import path

from discussion.views import comments

app_name = "discussion"

urlpatterns = [
    path("comments/<int:pk>/", comments.comment, name="comment"),
]
