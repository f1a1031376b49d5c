"""The list of endpoints, and the answer to an address that is none."""

from __future__ import annotations

from typing import Any

from django.http import Http404
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
    """Any other address."""

    @extend_schema(exclude=True)
    def get(self, request: Request, **address: Any) -> Response:
        raise Http404
