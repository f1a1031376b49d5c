from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kb.access"
    label = "access"
