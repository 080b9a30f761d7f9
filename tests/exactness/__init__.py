"""How exactly a session sounds: a long one through the real window, recorded from a sound server.

    python -m tests.exactness 30 --table FILE

A session of built-in stretches is played in the app's own window, with a person's wishes in between,
while charts redraw and the main thread is held up now and then. The same score is played by a timer
for each cue in the same run. `ears` record, `desk` is the window, `person` makes the wishes, `score`
notes what is to be heard, `judge` finds it in the recording, `table` tells what came of it.
"""
