"""A guided stretch player for the desktop: picture, voice, hold timers and an honest diary."""

__version__ = "0.1.0"
APP_NAME = "Stretch Player"
APP_ID = "io.github.stretchplayer.StretchPlayer"
