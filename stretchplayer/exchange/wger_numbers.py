"""What wger's numbers stand for, those that Feeel uses in its workouts; in our own words.

Feeel keeps the two sides of an exercise under two numbers. The numbers are those of its list of 2023;
one below zero stands for an exercise that wger did not have then.
"""

from __future__ import annotations

from stretchplayer.core.catalogue import Side

_L, _R = Side.LEFT, Side.RIGHT

#: Name, and the side where the number means one.
EXERCISES: dict[int, tuple[str, Side | None]] = {
    -7: ("Chair dips", None),
    167: ("Crunches", None),
    320: ("Jumping jacks", None),
    377: ("Leg raises", None),
    454: ("Pike push-ups", None),
    456: ("Pistol squats", _L),
    458: ("Forearm plank", None),
    475: ("Pull-ups", None),
    482: ("Push-ups", None),
    570: ("Shoulder shrug", None),
    580: ("Side plank", _L),
    615: ("Squats", None),
    616: ("Squat thrusts", None),
    632: ("Sumo squats", None),
    702: ("Single-leg calf raises", _L),
    718: ("Wall sit", None),
    981: ("Step-ups", None),
    982: ("Chair dips", None),
    983: ("High knees", None),
    984: ("Lunges", None),
    985: ("Push-ups with rotation", None),
    986: ("Side split squats", _L),
    987: ("Side split squats", _R),
    988: ("Bulgarian split squats", _L),
    989: ("Bulgarian split squats", _R),
    990: ("Kneeling kickbacks", None),
    991: ("Split squats", _L),
    992: ("Split squats", _R),
    993: ("Jump rope", None),
    994: ("Arm circles forwards", None),
    995: ("Arm circles backwards", None),
    996: ("Mountain climbers", None),
    997: ("Burpees in four counts", None),
    998: ("Burpees without push-up", None),
    999: ("Reverse lunges", None),
    1000: ("Floor dips", None),
    1001: ("High plank", None),
    1002: ("Child’s pose", None),
    1003: ("Kettlebell deadlift", None),
    1004: ("Shoulder rolls forwards", None),
    1005: ("Shoulder rolls backwards", None),
    1006: ("Chin tuck", None),
    1007: ("Head turns", None),
    1008: ("Neck side stretch", _L),
    1009: ("Neck side stretch", _R),
    1010: ("Back of neck stretch", None),
    1011: ("Front of neck stretch", None),
    1012: ("Biceps curls in turn", None),
    1013: ("Levator scapulae stretch", _L),
    1014: ("Levator scapulae stretch", _R),
    1015: ("Neck circles clockwise", None),
    1016: ("Neck circles anticlockwise", None),
    1017: ("Neck half circles", None),
    1018: ("Head tilts", None),
    1019: ("Side plank", _R),
    1020: ("Pistol squats", _R),
    1021: ("Single-leg calf raises", _R),
    1028: ("Upper back rotation on hands and knees", _L),
    1029: ("Upper back rotation on hands and knees", _R),
    1081: ("Shoulder pass-throughs", None),
    1082: ("Bent-over row to outward rotation", None),
    1083: ("Y, W and T raises lying on the front", None),
}
