"""The four tests that are offered first.

Published errors come from trained testers, and no study of unaided self-testing was found; so each
threshold is a floor. The keys in brackets are those of `SOURCES.md`.
"""

from __future__ import annotations

from stretchplayer.core.flexibility.model import FlexibilityTest, SpokenTest, Unit, Way
from stretchplayer.core.history import MeasureMethod

LEG_RAISE = "leg-raise"
LEG_RAISE_THRESHOLD_DEG = 10.0

NERVE = "Leave it out if the leg tingles, goes numb or burns when you raise it."
HIP = "With a new hip joint, ask your surgeon or physiotherapist first."
LYING = "Leave it out if you cannot get down to the floor and up again safely, or are far on in pregnancy."
BALANCE = "Leave it out if you are unsteady on your feet."

_PHOTO_SET_UP = (
    "Put the camera at the height of the mat, level, two or three metres to the side. Use its timer.",
    "Take one photo a try, and bring the photos to this computer.",
)

SIDE_BEND = FlexibilityTest(
    id="side-bend",
    name="Side bend",
    question="How far does the hand slide down the leg?",
    about=(
        "Stand with your back to a wall and slide one hand straight down the side of the leg,"
        " three times a side. It takes about six minutes."
    ),
    unit=Unit.CENTIMETRES,
    higher_is_better=True,
    two_sided=True,
    part="side",
    threshold=4.0,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler or tape",
            set_up=(
                "You need a tape measure or a long ruler, and small sticky dots.",
                "Stand with your back against a wall, feet about 15 cm apart, knees straight.",
                "Stick a dot on the thigh where the tip of the middle finger is.",
            ),
            read="Centimetres between the two dots",
        ),
    ),
    move="Slide the hand straight down the leg, as far as is easy",
    keep_still=(
        "Back and head stay at the wall, without leaning forward. Stick a second dot where the fingertip"
        " gets to, stand up, and measure between the dots."
    ),
    spoken=SpokenTest(
        set_up=("measure-back-to-wall", "measure-first-dot"),
        move=("measure-slide-hand",),
        still=("measure-second-dot",),
    ),
    range_note="In two studies the average was about 17 to 18 cm, and people differ a lot.",
    cautions=(BALANCE,),
    allowed=(0.0, 50.0),
    usual=17.0,
    step=0.5,
    core=True,
    pose="side-bend-test",
    source="Mean 18 cm mixed, 16.4-16.8 low back pain, MDC95 2.8-3.6 cm [Pack07]; 1.5-1.8 [LTFT]; use 4 cm.",
)

LEG_RAISE_TEST = FlexibilityTest(
    id=LEG_RAISE,
    name="Leg raise",
    question="How far does the straight leg go?",
    about=(
        "Lie on your back and raise one straight leg slowly, three times a side. It takes about six minutes."
    ),
    unit=Unit.DEGREES,
    higher_is_better=True,
    two_sided=True,
    part="leg",
    threshold=LEG_RAISE_THRESHOLD_DEG,
    ways=(
        Way(
            method=MeasureMethod.PHONE,
            name="By phone",
            set_up=(
                "Open a level app on your phone, or the level in its measuring app.",
                "Tuck the phone in a sock on your shin, screen out. Same sock, same place each week.",
                "Lie on your back with both legs flat. The other leg stays down.",
            ),
            read="Read the number on your phone, in degrees",
        ),
        Way(
            method=MeasureMethod.TAPE,
            name="By tape",
            set_up=(
                "You need a tape measure, and somebody to hold it.",
                "Find the bone at the outer side of your hip, and the one at the outer side of your ankle.",
                "Measure three lengths: between the two bones, from the floor to the hip bone while you lie,"
                " and at each try from the floor to the ankle bone.",
                "Lie on your back with both legs flat. The other leg stays down.",
            ),
            read="Three lengths in centimetres",
        ),
        Way(
            method=MeasureMethod.PHOTO,
            name="By photo",
            set_up=(*_PHOTO_SET_UP, "Lie on your back with both legs flat. The other leg stays down."),
            read="Mark the hip bone and the ankle bone in the photo",
            points=("Hip", "Ankle"),
        ),
    ),
    move="Raise the straight leg slowly until you feel a mild pull",
    keep_still="Knee straight, other leg flat. Hold still while it is read.",
    spoken=SpokenTest(
        set_up=("measure-lie-legs-flat", "measure-other-leg-down"),
        move=("measure-raise-leg",),
        still=("measure-hold-still",),
    ),
    range_note="In studies the average was about 64 to 70 degrees, and people differ a lot.",
    cautions=(NERVE, HIP, LYING),
    allowed=(0.0, 130.0),
    usual=60.0,
    step=1.0,
    core=True,
    pose="leg-raise-test",
    source="Means 64-70, MDC95 11-17 [Pack07]; one tester 6-7 [AKE-SLR]; phone 3.3 same tester [PhoneSLR];"
    " use 10 degrees.",
)

FIGURE_FOUR = FlexibilityTest(
    id="figure-4-height",
    name="Figure-4 knee height",
    question="How low does the knee fall out?",
    about=(
        "Lie on your back with one ankle on the other thigh and let the knee fall out, three times a side."
        " It takes about six minutes."
    ),
    unit=Unit.CENTIMETRES,
    higher_is_better=False,
    two_sided=True,
    part="leg",
    threshold=4.0,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler",
            set_up=(
                "You need a ruler that stands on the floor beside you.",
                "Lie on your back, one leg flat, the other ankle on its thigh just above the knee.",
                "Keep both sides of the pelvis level.",
            ),
            read="Centimetres from the floor to the outer knee bone",
        ),
    ),
    move="Let the knee fall out, without pushing it",
    keep_still=(
        "Slide the thumb of the same-side hand up the standing ruler to the outer knee bone, and read it."
    ),
    spoken=SpokenTest(
        set_up=("measure-one-leg-flat", "measure-ankle-on-thigh"),
        move=("measure-knee-falls-out",),
        still=("measure-thumb-up-ruler",),
    ),
    range_note="In one study of healthy people the average was about 12 cm. A lower number reaches further.",
    cautions=(HIP, "Leave it out if the crossed knee hurts.", LYING),
    allowed=(0.0, 60.0),
    usual=15.0,
    step=0.5,
    core=True,
    pose="figure-4-test",
    source="12.4 (SD 2.8) cm healthy, same-tester MDC 3.7 cm [FABER]; use 4 cm.",
)

KNEE_TO_WALL = FlexibilityTest(
    id="knee-to-wall",
    name="Knee to wall",
    question="How far from the wall can the foot be?",
    about=(
        "Stand facing a wall and bend one knee to touch it, with the heel down, three times a side."
        " It takes about six minutes, and looks at the calf."
    ),
    unit=Unit.CENTIMETRES,
    higher_is_better=True,
    two_sided=True,
    part="leg",
    threshold=2.0,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler or tape",
            set_up=(
                "Lay a ruler or tape on the floor, its nought at the wall.",
                "Stand facing the wall, hands on it, toes pointing to it.",
            ),
            read="Centimetres from the wall to the longest toe",
        ),
    ),
    move="Bend the knee to the wall while the heel stays down",
    keep_still="Move the foot back bit by bit. The largest gap at which the knee still touches counts.",
    spoken=SpokenTest(
        set_up=("measure-face-wall", "measure-toes-to-wall"),
        move=("measure-knee-to-wall",),
        still=("measure-foot-back",),
    ),
    range_note="One sports screening looks for 12 cm. One centimetre is some 3.6 degrees at the ankle.",
    cautions=(BALANCE, "Leave it out if the knee or ankle is sore or was hurt lately."),
    allowed=(0.0, 30.0),
    usual=10.0,
    step=0.5,
    core=True,
    pose="knee-to-wall-test",
    source="Same-tester MDC 1.9 cm [WBLT], 1.0 [WBLT2]; 12 cm sports target [BokSmart]; 3.6 degrees a cm"
    " [WBLT-p]; use 2 cm.",
)

CORE_TESTS = (SIDE_BEND, LEG_RAISE_TEST, FIGURE_FOUR, KNEE_TO_WALL)
