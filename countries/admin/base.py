"""The site of the administration. Only what is registered here can be seen in it."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class JalonsAdmin(AdminSite):
    site_header = "Jalons"
    site_title = "Jalons"
    index_title = _("Administration")
    index_template = "admin/start.html"
    site_url = "/"


site = JalonsAdmin(name="admin")
