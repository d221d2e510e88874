"""Addresses of comments; the threads themselves stand on the pages they belong to."""

from django.urls import path, re_path

from discussion.views import comments, following, reacting, speaking

app_name = "discussion"

urlpatterns = [
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/on/<slug:kind>/<int:pk>/", speaking.speak, name="speak"),
    path("comments/on/<slug:kind>/<int:pk>/following/", following.following, name="following"),
    path("comments/on/<slug:kind>/<int:pk>/following/follow/", following.follow, name="follow"),
    path("comments/on/<slug:kind>/<int:pk>/following/mute/", following.unfollow, name="unfollow"),
    path("comments/<int:pk>/reply/", speaking.reply, name="reply"),
    path("comments/preview/", speaking.preview, name="preview"),
    path("comments/sent/", speaking.sent, name="sent"),
    path("comments/<int:pk>/react/", reacting.reactions, name="react"),
    re_path(r"^comments/(?P<pk>\d{1,18})/(?P<kind>hear|helpful)/$", reacting.press, name="press"),
    path("comments/<int:pk>/pick/", reacting.pick, name="pick"),
    path("comments/<int:pk>/no-answer/", reacting.no_answer, name="no-answer"),
    path("comments/<int:pk>/wait-again/", reacting.wait_again, name="wait-again"),
    path("comments/<int:pk>/report/", reacting.report, name="report"),
    path("comments/reported/", reacting.reported, name="reported"),
]
