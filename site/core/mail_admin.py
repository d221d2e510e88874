"""What administrators see of mail: messages that came in, and mails that could not go out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.mail import send_again
from core.models import ContactMessage, OutgoingMail


class NeverWritten(ModelPermissionPolicy):  # type: ignore[misc]
    """Rows that the site writes by itself: people look at them, and may delete some kinds."""

    def __init__(self, model: Any, actions: set[str]) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)


register_permission_policy(ContactMessage, NeverWritten(ContactMessage, {"view", "delete"}))
register_permission_policy(OutgoingMail, NeverWritten(OutgoingMail, {"view"}))


class ContactMessageViewSet(ModelViewSet):  # type: ignore[misc]
    model = ContactMessage
    name = "contact-messages"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 700
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "email", "subject", "message", "language", "created_at"]
    form_fields = ["subject"]
    list_display = ["subject", "name", "email", DateColumn("created_at", label=gettext_lazy("Sent"))]
    search_fields = ["subject", "name", "email", "message"]
    search_backend_name = None


class UndeliveredIndexView(generic.IndexView):  # type: ignore[misc]
    page_title = gettext_lazy("Mail that could not be sent")

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        return OutgoingMail.objects.undelivered()

    def get_list_more_buttons(self, instance: OutgoingMail) -> list[Any]:
        url = reverse("undelivered-mail:send_again", args=[instance.pk])
        again = Button(_("Send again"), url=url, icon_name="resubmit", priority=10)
        return [again, *super().get_list_more_buttons(instance)]


class UndeliveredViewSet(ModelViewSet):  # type: ignore[misc]
    model = OutgoingMail
    name = "undelivered-mail"
    icon = "warning"
    menu_label = gettext_lazy("Mail not sent")
    menu_order = 710
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = UndeliveredIndexView
    inspect_view_fields = ["to", "subject", "body", "state", "attempts", "last_error", "created_at"]
    form_fields = ["subject"]
    list_display = ["subject", "to", "get_state_display", "attempts", "last_error", DateColumn("created_at")]
    list_filter = ["state"]
    search_fields = ["subject", "to"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        again = path("send-again/<int:pk>/", send_again_view, name="send_again")
        return [*super().get_urlpatterns(), again]


def send_again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and on POST queue a mail anew that could not be sent."""
    if not request.user.has_perm("core.change_outgoingmail"):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail.objects.undelivered(), pk=pk)
    if request.method == "POST":
        if send_again(mail):
            messages.success(request, _("The mail to %(to)s is on its way again.") % {"to": mail.to})
        return redirect("undelivered-mail:index")
    return TemplateResponse(request, "core/admin/send_again.html", {"mail": mail})
