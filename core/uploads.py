"""Files are taken only from people who are logged in, only by pages that ask for one, and only up to a size.

Django's limits do not count files (``DATA_UPLOAD_MAX_MEMORY_SIZE``): without this handler anybody could fill the disk
with temporary files of any page, the page to log in included. It stands first in ``FILE_UPLOAD_HANDLERS``.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MARK = "takes_files"
HONEST = 100 * 1024 * 1024  # longer than any form the product draws: not even read to its end
V = TypeVar("V", bound=Callable[..., Any])


def takes_files(most: int) -> Callable[[V], V]:
    """The view reads files, together at most so many bytes; all other views get none."""

    def decorate(view: V) -> V:
        setattr(view, MARK, most)
        return view

    return decorate


class GuardedUploadHandler(FileUploadHandler):
    """Lets nothing through to the handlers that store, where nobody asked for a file or it is too large.

    A file beyond the limit reaches its form without content but with its size, so that the form can say so.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """What is known before the first part: how long everything is, and how much of it the view takes."""
        self.length, self.taken = content_length, 0
        self.most = self._most()

    def _most(self) -> int:
        match, user = getattr(self.request, "resolver_match", None), getattr(self.request, "user", None)
        if match is None or user is None or not user.is_authenticated:
            return 0
        return int(getattr(match.func, MARK, 0))

    def new_file(self, *arguments: Any, **more: Any) -> None:
        """Raises: StopUpload where no file is wanted; the rest is read and dropped, so that the answer arrives."""
        super().new_file(*arguments, **more)
        if not self.most or self.length > HONEST:
            raise StopUpload(connection_reset=self.length > HONEST)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.taken += len(raw_data)
        return raw_data if self.taken <= self.most else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.taken <= self.most:
            return None
        for handler in self.request.upload_handlers:  # type: ignore[union-attr]
            if (begun := getattr(handler, "file", None)) is not None:
                begun.close()  # what was written until the limit goes
        return UploadedFile(BytesIO(), self.file_name, self.content_type or "", self.taken, self.charset)
