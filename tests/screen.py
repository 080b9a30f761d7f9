"""A virtual screen for tests: the real window on Xvfb, driven by real keys, looked at by its pixels."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

TOOLS = ("Xvfb", "xdotool", "xwd")
START_WITHIN_S = 15.0
SIZE = (1280, 800)


def require_screen_tools() -> None:
    """Skip the test when the tools are missing; fail instead when nothing may be skipped."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("STRETCHPLAYER_FULL") == "1":
        pytest.fail(f"tests with a window need {', '.join(missing)} (Debian: xvfb xdotool x11-apps)")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


class Screen:
    """An X server of its own."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = f":{pipe.readline().strip()}"

    @property
    def environment(self) -> dict[str, str]:
        """What a program must have in its environment to show itself here."""
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def focus(self, name: str) -> None:
        """Give the keyboard to the window of this name, as a window manager would."""
        environment = os.environ | self.environment
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", name]
        until = time.monotonic() + START_WITHIN_S
        while True:  # the search fails when a window it looks at goes away meanwhile
            left = max(1.0, until - time.monotonic())
            done = subprocess.run(
                search, check=False, env=environment, capture_output=True, text=True, timeout=left
            )
            if done.returncode == 0:
                break
            assert time.monotonic() < until, done.stderr
        subprocess.run(
            ["xdotool", "windowfocus", "--sync", done.stdout.split()[-1]], env=environment, check=True
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        subprocess.run(["xdotool", "key", *keys], env=os.environ | self.environment, check=True)

    def picture(self) -> NDArray[np.uint8]:
        """The screen now: (height, width, 3) red, green, blue."""
        dump = subprocess.run(
            ["xwd", "-root", "-silent"], env=os.environ | self.environment, check=True, capture_output=True
        ).stdout
        header = np.frombuffer(dump[:100], ">u4")
        width, height, bits, line, colors = (int(header[i]) for i in (4, 5, 11, 12, 19))
        data = np.frombuffer(dump, np.uint8)[int(header[0]) + colors * 12 :][: line * height]
        size = bits // 8  # 4 bytes a pixel, but 3 when a window does not cover all of the screen
        rows = data.reshape(height, line)[:, : width * size].reshape(height, width, size)
        return np.ascontiguousarray(rows[..., 2::-1])

    def pixel(self, x: int, y: int) -> str:
        """The colour at a place, as hex."""
        return "#" + "".join(f"{int(v):02X}" for v in self.picture()[y, x])

    def count(self, color: str, box: tuple[int, int, int, int]) -> int:
        """Pixels of exactly this colour between left, top, right and bottom."""
        left, top, right, bottom = box
        wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        return int((self.picture()[top:bottom, left:right] == wanted).all(axis=2).sum())

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(5)


def save_picture(picture: NDArray[np.uint8], path: Path) -> None:
    """Write a picture as PNG, for people to look at when a test fails."""
    from PySide6.QtGui import QImage

    height, width, _ = picture.shape
    data = picture.tobytes()  # the image does not keep it
    QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).save(str(path))
