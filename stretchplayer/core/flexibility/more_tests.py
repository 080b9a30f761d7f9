"""Tests for those who want more. Two are personal markers: no study of their error was found."""

from __future__ import annotations

from stretchplayer.core.flexibility.core_tests import HIP, LYING
from stretchplayer.core.flexibility.model import FlexibilityTest, SpokenTest, Unit, Way
from stretchplayer.core.history import MeasureMethod

NO_NUMBERS = "No numbers of other people were found that could be given here."
SAME_DEVICE = "Measure in the same way each week."
_PERSONAL = (
    "This is a personal marker: how far its numbers scatter is not known, so no change of it is ever named."
)

KNEE_EXTENSION = FlexibilityTest(
    id="knee-ext-90",
    name="Knee extension",
    question="How nearly straight does the knee get?",
    about=(
        "Lie on your back, hold one thigh upright and straighten the knee, three times a side."
        " It takes about eight minutes."
    ),
    unit=Unit.DEGREES,
    higher_is_better=False,
    two_sided=True,
    part="leg",
    threshold=10.0,
    ways=(
        Way(
            method=MeasureMethod.PHOTO,
            name="By photo",
            set_up=(
                "Put the camera at the height of the mat, two or three metres to the side. Use its timer.",
                "Take one photo a try, and bring the photos to this computer.",
                "Lie on your back, hold one thigh upright with both hands. The other leg stays flat.",
            ),
            read="Mark hip, knee and ankle in the photo",
            points=("Hip", "Knee", "Ankle"),
        ),
        Way(
            method=MeasureMethod.NUMBER,
            name="By a number of your own",
            set_up=(
                "Read the angle in any way you like, the same way each week.",
                "Type how many degrees the knee is short of straight: nought is a straight knee.",
                "Lie on your back, hold one thigh upright with both hands. The other leg stays flat.",
            ),
            read="Degrees short of straight",
        ),
    ),
    move="Straighten the knee slowly until you feel a mild pull",
    keep_still="The thigh stays upright. Hold still while it is read.",
    spoken=SpokenTest(
        set_up=("measure-lie-legs-flat", "measure-thigh-upright"),
        move=("measure-straighten-knee",),
        still=("measure-hold-still",),
    ),
    range_note=(
        "In one study young men were about 18 degrees short of straight, and young women about 13."
        " A lower number reaches further."
    ),
    cautions=(
        "Leave it out if the leg tingles, goes numb or burns when you straighten it.",
        HIP,
        LYING,
    ),
    allowed=(0.0, 120.0),
    usual=20.0,
    step=1.0,
    core=False,
    pose="knee-extension-test",
    source="Men 18 (9), women 13 (6) [AKE-norm]; MDD 7-8 [AKE-SLR]; a week apart .75-.97 [Hamid];"
    " use 10 degrees.",
)

PRESS_UP = FlexibilityTest(
    id="press-up",
    name="Press-up height",
    question="How high does the chest come?",
    about=(
        "Lie on your front and push the chest up while the hips stay down, three times."
        " It takes about four minutes."
    ),
    unit=Unit.CENTIMETRES,
    higher_is_better=True,
    two_sided=False,
    part="",
    threshold=None,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler",
            set_up=(
                "Stand a long ruler in front of you, and ask somebody to read it, or take a photo of both.",
                "Lie on your front, hands beside the shoulders.",
            ),
            read="Centimetres from the floor to the notch at the throat",
        ),
    ),
    move="Push the chest up slowly; the hips stay down",
    keep_still="Stop as soon as the hips lift, or the back complains.",
    spoken=SpokenTest(
        set_up=("measure-lie-on-front",),
        move=("measure-push-up",),
        still=("measure-hips-stay-down",),
    ),
    range_note=f"{NO_NUMBERS} How far its numbers scatter is not known, so no change of it is ever named.",
    cautions=(
        "Leave it out if bending back makes your pain worse, or with spinal stenosis or a slipped vertebra.",
        LYING,
    ),
    allowed=(0.0, 80.0),
    usual=30.0,
    step=0.5,
    core=False,
    pose="press-up-test",
    source="ICC .82-.91 [PressUp]; no SEM found, hence no threshold.",
)

SEATED_ROTATION = FlexibilityTest(
    id="seated-rotation",
    name="Seated rotation",
    question="How far does the chest turn?",
    about=(
        "Sit with a cushion between the knees and a stick across the chest, and turn, three times a side."
        " It takes about eight minutes."
    ),
    unit=Unit.DEGREES,
    higher_is_better=True,
    two_sided=True,
    part="side",
    threshold=8.0,
    ways=(
        Way(
            method=MeasureMethod.PHOTO,
            name="By photo",
            set_up=(
                "Sit upright on a chair, a cushion between the knees, a stick across the front of the chest.",
                "Somebody, or a camera with a timer above you, takes one photo a try straight from above.",
            ),
            read="Mark both knees, then both ends of the stick",
            points=("Left knee", "Right knee", "Left end of the stick", "Right end of the stick"),
        ),
        Way(
            method=MeasureMethod.NUMBER,
            name="By a number of your own",
            set_up=(
                "Read the angle in any way you like, the same way each week.",
                "Sit upright on a chair, a cushion between the knees, a stick across the front of the chest.",
            ),
            read="Degrees the stick has turned",
        ),
    ),
    move="Turn the chest slowly to this side, as far as is easy",
    keep_still="The cushion stays between the knees, and the knees stay level. Hold still while it is read.",
    spoken=SpokenTest(
        set_up=("measure-sit-cushion", "measure-stick-on-chest"),
        move=("measure-turn-chest",),
        still=("measure-hold-still",),
    ),
    range_note=NO_NUMBERS,
    cautions=("Leave it out after recent back surgery or a fusion, or with osteoporosis.",),
    allowed=(0.0, 90.0),
    usual=40.0,
    step=1.0,
    core=False,
    pose="seated-rotation-test",
    source="ICC .84-.95, MDC 3.9-5.6 degrees between days, healthy young [TRot]; use 8 degrees.",
)

KNEE_ROLL = FlexibilityTest(
    id="knee-roll-height",
    name="Knee-roll height",
    question="How low do the knees sink?",
    about=(
        "Lie on your back, knees bent and together, and let them sink to one side, three times a side."
        " It takes about six minutes."
    ),
    unit=Unit.CENTIMETRES,
    higher_is_better=False,
    two_sided=True,
    part="side",
    threshold=None,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler",
            set_up=(
                "You need a ruler that stands on the floor beside you.",
                "Lie on your back, knees bent and together, arms out.",
            ),
            read="Centimetres from the floor to the lower knee",
        ),
    ),
    move="Let both knees sink to this side",
    keep_still="Both shoulders stay on the floor.",
    spoken=SpokenTest(
        set_up=("setup-lie-knees-bent", "setup-knees-together-arms-out"),
        move=("knees-sink-to-side",),
        still=("both-shoulders-stay",),
    ),
    range_note=f"{_PERSONAL} A lower number reaches further.",
    cautions=("Leave it out after recent back surgery or a fusion, or with osteoporosis.", HIP, LYING),
    allowed=(0.0, 60.0),
    usual=20.0,
    step=0.5,
    core=False,
    pose="knee-roll-test",
    source="No reliability study found, hence no threshold.",
)

THIGH_TO_CHEST = FlexibilityTest(
    id="thigh-to-chest",
    name="Thigh-to-chest gap",
    question="How near does the thigh come?",
    about="Lie on your back and draw one knee to the chest, three times a side. It takes about six minutes.",
    unit=Unit.CENTIMETRES,
    higher_is_better=False,
    two_sided=True,
    part="leg",
    threshold=None,
    ways=(
        Way(
            method=MeasureMethod.RULER,
            name="By ruler",
            set_up=(
                "Have a ruler at hand.",
                "Lie on your back, knees bent. Take hold behind one thigh.",
            ),
            read="Centimetres between thigh and chest",
        ),
    ),
    move="Draw the knee toward your chest until you feel a mild pull",
    keep_still="Head, shoulders and tailbone stay down.",
    spoken=SpokenTest(
        set_up=("setup-lie-knees-bent", "measure-hold-thigh"),
        move=("draw-knee-in",),
        still=("head-shoulders-tailbone-down",),
    ),
    range_note=f"{_PERSONAL} A lower number reaches further.",
    cautions=(HIP, LYING),
    allowed=(0.0, 60.0),
    usual=15.0,
    step=0.5,
    core=False,
    pose="thigh-to-chest-test",
    source="No reliability study found, hence no threshold.",
)

MORE_TESTS = (KNEE_EXTENSION, PRESS_UP, SEATED_ROTATION, KNEE_ROLL, THIGH_TO_CHEST)
