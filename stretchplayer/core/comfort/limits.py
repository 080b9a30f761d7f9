"""Every number of the comfort rules and safety questions, with where it comes from.

The thresholds are a cautious synthesis for people stretching on their own, in the manner of the
"acceptable pain" rules used after tendon and knee trouble (0-3 safe, 4-5 acceptable if it settles,
6-10 too much; Thomee 1997, Silbernagel 2007) and of clinics' "traffic light" leaflets. No trial in low
back pain was found, so a physiotherapist should confirm them. All scores are whole numbers 0 to 10.
"""

from __future__ import annotations

# Absolute limits of the traffic-light leaflets.
RED_SCORE = 6
AMBER_SCORE = 4

# Rises over the rating before the session. A rise needs a lowest score too, so that 0 to 3 is no alarm.
RED_RISE = 3
RED_RISE_FROM_SCORE = 4
AMBER_RISE = 2
AMBER_RISE_FROM_SCORE = 3

# From a start this high the absolute limits would always be exceeded; smaller rises count instead.
HIGH_START = 6
HIGH_START_RED_RISE = 2
HIGH_START_AMBER_RISE = 1
VERY_GENTLE_START = 7  # rest, breathing, pelvic tilt and knee rolls are all that is offered

REDS_THAT_END_A_SESSION = 2
SORER_AFTER_RISE = 3  # post over pre: the next session is at half dose

# Extra pain is expected to settle within a day (traffic-light leaflets: "settles in 24 h, not three days").
# Somebody who looks in later is still asked, while the answer can be remembered.
NEXT_DAY_WITHIN_DAYS = 3
UNSETTLED_THAT_PAUSE = 2  # days of extra pain, one after the other

# The safety questions: all of them again after so long, and after a second red in one session; the warning
# signs after any red. A house rule after what clinics ask at each new visit.
ASK_AGAIN_AFTER_MONTHS = 3

# Most episodes ease within four to six weeks (NHS): somebody should look at what has not by then.
NO_EASE_WEEKS = 6
ADVICE_AGAIN_DAYS = 28  # what was read and closed is not said again before

# Dose of the first two weeks, or with pain of 4 and more: 10 s holds, after the American College of
# Sports Medicine's lower end (10-30 s).
SHORT_HOLD_S = 10.0
SHORT_HOLDS_FROM_SCORE = 4
SHORT_HOLDS_DAYS = 14

# Easing off: holds of 10 s at most, or half of what they were, and a smaller movement.
EASED_HOLD_S = 10.0
EASED_SHARE = 0.5

# How far the user may move a threshold, both ends included. Stricter without much limit; looser as far as
# the most lenient leaflet still calls acceptable (0-4 safe, 5-7 acceptable, 8-10 too much) less one.
RED_SCORE_LIMITS = (4, 7)
AMBER_SCORE_LIMITS = (2, 5)
RED_RISE_LIMITS = (2, 4)
AMBER_RISE_LIMITS = (1, 3)
REDS_LIMITS = (1, 2)
SORER_LIMITS = (2, 4)
