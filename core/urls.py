"""Pages of the kernel."""

urlpatterns: list = []
