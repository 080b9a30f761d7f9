"""Where the app keeps things: one folder for what the user made, one for what can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stretchplayer.core.errors import StoreError

FOLDER_NAME = "stretchplayer"


@dataclass(frozen=True)
class Paths:
    """Folders of one user. Nothing exists before `make` is called."""

    data: Path
    logs: Path
    cache: Path

    @classmethod
    def of(cls, data_dir: Path | None) -> Paths:
        """The system's usual folders, or everything under `data_dir`."""
        if data_dir is not None:
            return cls(data_dir, data_dir / "logs", data_dir / "cache")
        import platformdirs

        dirs = platformdirs.PlatformDirs(FOLDER_NAME, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_log_path, dirs.user_cache_path)

    def make(self) -> None:
        """Create the folders; raises `StoreError` when that is not allowed."""
        for folder in (self.data, self.logs, self.cache):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"The folder {folder} cannot be used ({error.strerror}). "
                    "Choose another one with --data-dir, or make it writable."
                ) from error
