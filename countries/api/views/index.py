"""The list of endpoints, and the answer to an address that is none."""

from __future__ import annotations

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import resolve
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from kb.drf import data_version
from kb.problem import only_known


class Index(APIView):
    """Every endpoint with its address."""

    names: list[str] = []

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        only_known(request.query_params, ())
        addresses = {name: reverse(f"api:{name}-list", request=request) for name in self.names}
        return Response({"data_version": data_version(), "endpoints": addresses})


class Missing(APIView):
    """Any other address: one that lacks its last slash is led on, the others do not exist."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponsePermanentRedirect:
        if not request.path_info.endswith("/") and resolve(f"{request.path_info}/").url_name:
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        raise Http404
