"""Two families of trouble: what the user can mend, and what is our own mistake."""


class StretchPlayerError(Exception):
    """A problem outside the code, told in one sentence the user can act on."""


class ContentError(StretchPlayerError):
    """A catalogue, routine, pose or phrase file does not say what it must."""


class StoreError(StretchPlayerError):
    """The history cannot be read or written (disk full, locked, newer, damaged)."""


class NotFoundError(StretchPlayerError):
    """Something was asked for by a name that nobody has."""


class PictureError(StretchPlayerError):
    """A picture that somebody brought cannot be used."""


class FileError(StretchPlayerError):
    """A file that somebody named cannot be read or written."""


class RefusedFileError(FileError):
    """A file that somebody brought is not taken: broken, too large, or of no kind the app knows."""
