"""Words that are not used here, each group with its reason, and the few phrases that may hold one.

One list for the content files, for the tests of single pages, and for `tests/wording`, which holds
everything against it that people read or hear: texts in the code, shipped files, the README, and what
the window shows while it is used. What people type themselves is theirs and is not looked at.

A pattern is a regular expression of whole words: “heal(s|ed)?” finds “heals” and leaves “health” alone.
Texts are looked at in lower case, with plain apostrophes and single blanks. Each pattern stands beside
a sentence it is there to find and one it must leave alone; a test holds it to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Pattern:
    """Some words, in a sentence that holds them, and in one that merely looks alike."""

    words: str
    found_in: str
    not_in: str


@dataclass(frozen=True)
class Group:
    """Words that stay out for one reason."""

    name: str
    why: str
    patterns: tuple[Pattern, ...]
    whole_words: bool = True

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """All of them together."""
        any_of_them = "|".join(pattern.words for pattern in self.patterns)
        return re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)" if self.whole_words else any_of_them)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A phrase that holds such a word and may be said all the same."""

    phrase: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that should not have been said, and the group they belong to."""

    words: str
    group: Group


CLAIMS = Group(
    "claims",
    "Stretching did no better against back pain than doing nothing in the largest comparison of trials (Owen "
    "and others 2020). And what is said anywhere tells what the app is for: one promise to treat, ease or "
    "watch a condition makes it a medical device (EU: MDCG 2019-11; US: FDA, general wellness, 2026).",
    (
        Pattern(r"treat(s|ed|ing|ments?|able)?", "It treats sore backs.", "A retreat by the sea."),
        Pattern(r"heal(s|ed|ing|ers?)?", "Movement heals.", "Your health notes."),
        Pattern(r"cur(e|es|ed|ing|able|ative)", "A cure for stiffness.", "A curve in the lower back."),
        Pattern(r"reliev\w*|relief|alleviat\w*", "Relief from the first day.", "What you believe."),
        Pattern(r"(\w+-?)?therap(y|ies|eutic\w*)|therapists?", "Stretch therapy.", "Ask a physiotherapist."),
        Pattern(r"clinical(ly)?", "Clinically tested.", "A bundle for clinics."),
        Pattern(r"recover\w*|rehab\w*", "Your road to recovery.", "Cover your feet."),
        Pattern(r"prove[ns]?|proved|proving|proofs?", "Proven moves.", "Many approve of a short day."),
        Pattern(r"diagnos\w*", "A quick diagnosis.", "A diagonal line."),
        Pattern(r"guarante\w*", "Results are guaranteed.", "Guard your knees."),
        Pattern(r"fix(es|ing)?", "Fix your back.", "In a fixed order."),
        Pattern(r"patients?", "Made for patients.", "Move patiently."),
        Pattern(r"complian\w*|adherence", "Your compliance this week.", "A compliment."),
        Pattern(r"(back|spin(e|al)|bone|joint|muscle) health", "Better back health.", "Health notes."),
        Pattern(
            r"(health|wellness|flexibility|mobility|fitness) scores?", "Health score: 80.", "Save your score."
        ),
        Pattern(
            r"(improv|boost|restor|repair|realign|correct|decompress)(e|es|ed|ing|s)? (your |the )?"
            r"(lower |low )?(back|spine|posture|discs?|pain|mobility|flexibility|health|sleep)",
            "Improves your posture.",
            "An improved picture.",
        ),
        Pattern(
            r"(reduc|eas|sooth|lessen|banish|beat|end|stop|prevent|remov)(e|es|ed|ing|s)? "
            r"(your |the |all |any )?(lower |low )?(back )?(pain|aches?|stiffness|injur(y|ies))",
            "It eases back pain.",
            "The pain never eases.",
        ),
        Pattern(
            r"pain[ -]?free|free (of|from) pain|painless(ly)?", "A pain-free week.", "Feel free to skip it."
        ),
        Pattern(r"(get|gets|getting) rid of", "Get rid of stiffness.", "Get ready."),
        Pattern(
            r"(stretch|stretches|stretching|moves|exercises?|routines?|plan|app) (really |truly )?"
            r"(works?|worked|helps?|helped|heals?) (for|against|your|you|wonders)",
            "This routine works wonders.",
            "A plan for you.",
        ),
        Pattern(
            r"the (stretches|exercises|moves) (work|worked|help|helped)",
            "The stretches work.",
            "Working days.",
        ),
        Pattern(
            r"(doctor|physio|physiotherapist|expert|medical|scientifical|science)(ly)?[ -]"
            r"(approved|recommended|tested|backed|based|proved|grade)",
            "Doctor-approved.",
            "A doctor can help.",
        ),
        Pattern(
            r"monitor(s|ed|ing)? (of )?(your|the|a|any) (\w+ )?(pain|back|condition|health|symptoms?)",
            "Monitors your back.",
            "As large as your monitor.",
        ),
        Pattern(
            r"risk[ -]free|(no|without) (any )?risk|safe for (everyone|everybody|all)",
            "Risk-free.",
            "Save it.",
        ),
        Pattern(r"(lasting|permanent|instant|fast|quick|real) results", "Lasting results.", "Test results."),
    ),
)

SHAMING = Group(
    "shaming",
    "Guilt keeps nobody stretching, and a bad day needs kindness. Days without the app are no failing: what "
    "helps is a small plan, an easy way back, and a record that scolds nobody.",
    (
        Pattern(r"missed", "Two days missed.", "Set in the mist."),
        Pattern(
            r"miss(es|ing)? (a|any|your|one|two|three|this|\d+) (day|session|week|goal)s?|miss(ing)? out",
            "Do not miss a day.",
            "A missing answer is not zero.",
        ),
        Pattern(r"fail(s|ed|ing|ures?)?", "Goal failed.", "A sail."),
        Pattern(r"laz(y|ily|iness|ier)", "No lazy days.", "A hazy morning."),
        Pattern(r"streaks?", "A streak of 12 days.", "A strip of paper."),
        Pattern(r"(should|ought to) have|should've", "You should have stretched.", "You should rest."),
        Pattern(r"only", "Only 2 days this week.", "A lonely place."),
        Pattern(
            r"(fall|falls|falling|fell|fallen|lag|lags|lagging|slip|slips|slipping|get|getting) behind|"
            r"behind (schedule|your (goal|plan|target))",
            "You are falling behind.",
            "Take hold behind your thigh.",
        ),
        Pattern(
            r"you (didn't|did not|haven't|have not|hadn't|still haven't|never|forgot|skipped|neglected|"
            r"gave up|quit|broke|ruined)",
            "You didn't stretch.",
            "You did it.",
        ),
        Pattern(
            r"not (nearly |quite )?enough (days|sessions|stretch(es|ing)|effort|done)|not good enough",
            "Not enough days.",
            "Not enough room on the disk.",
        ),
        Pattern(r"excuses?", "No excuses.", "Excused and left out."),
        Pattern(
            r"disappoint\w*|asham\w*|shame\w*|guilt\w*|pathetic|slack(er|ing|ed)?",
            "We are disappointed.",
            "A point on the line.",
        ),
        Pattern(
            r"(give|gives|gave|giving|given) up|quitters?|los(e|t|ing) your (progress|week|goal)",
            "Do not give up.",
            "Give your knees a cushion.",
        ),
        Pattern(r"overdue|long overdue|late again|too late", "A session is overdue.", "Later is fine."),
        Pattern(r"neglect\w*|procrastinat\w*", "Neglected for days.", "A select few."),
        Pattern(r"(poor|bad|weak) (result|score|effort|performance|week)s?", "A poor week.", "A bad night."),
    ),
)

PUSHING = Group(
    "pushing through pain",
    "A mild pull is enough; pain is the sign to come out. Nothing here may ask for more than that, cheer "
    "somebody past it, or call pain useful.",
    (
        Pattern(
            r"push(es|ed|ing)? (yourself |on )?(through|past|beyond|harder|further)",
            "Push yourself past it.",
            "Push yourself up with both hands on the seat.",
        ),
        Pattern(
            r"(work|working|power|powering|fight|fighting|stretch|stretching|breathe|breathing|go|going|"
            r"carry on|keep going|move) through (the |your |any |it|a little |some )?(pain|ache|hurt|it)",
            "Work through the pain.",
            "In through the nose.",
        ),
        Pattern(r"no pain,? no gain", "No pain, no gain.", "No pain."),
        Pattern(
            r"(ignore|ignoring|forget|bear|accept|overcome|conquer) (the|your|any|some) pain",
            "Ignore the pain.",
            "Rate the pain.",
        ),
        Pattern(
            r"as (far|deep|hard|high|low) as (you can|you are able|possible)",
            "As far as you can.",
            "As far as it is easy.",
        ),
        Pattern(r"force|forces|forced|forcing it", "Force the knee down.", "Forcing the knee down."),
        Pattern(
            r"(push|pull|press|try|stretch|work|squeeze|go) (a (little|bit) )?harder",
            "Pull harder.",
            "A harder way.",
        ),
        Pattern(r"feel (the|a|it) burn|the burn", "Feel the burn.", "Burning? Come out of it."),
        Pattern(r"one more rep(etition)?", "One more rep.", "Rep 4 of 10."),
        Pattern(
            r"(even (if|when|though)|although) (it|that|this|your \w+|the \w+) "
            r"(hurts?|aches?|burns?|is (painful|sore))",
            "Go on even if it hurts.",
            "An even pace.",
        ),
        Pattern(
            r"(despite|in spite of) (the |your |any |some )?(pain|soreness)", "Despite the pain.", "Pain."
        ),
        Pattern(r"(until|till|so that) it (hurts|aches|burns)", "Until it hurts.", "Until it is easy."),
        Pattern(
            r"(should|must|supposed to|has to|needs to|meant to) (hurt|ache|burn|be painful)",
            "It should hurt a little.",
            "If it hurts, stop.",
        ),
        Pattern(
            r"(past|beyond|to) your (limits?|maximum)|(past|beyond) the pain",
            "Go beyond your limits.",
            "Within the limits of a file.",
        ),
        Pattern(
            r"(tough|sweat|suck|stick|gut) it out|grit your teeth|toughen\w*",
            "Tough it out.",
            "Breathe it out.",
        ),
        Pattern(
            r"(give it|give) (your all|everything)|all[ -]out|go for it|max(ed|ing)? out",
            "Give it your all.",
            "Give way.",
        ),
        Pattern(
            r"no mercy|keep pushing|don't stop|do not stop|never stop|don't rest",
            "Do not stop now.",
            "Stop and rest.",
        ),
        Pattern(r"pain is (good|progress|weakness|temporary|normal)", "Pain is progress.", "Pain is not."),
    ),
)

COMPARING = Group(
    "comparing with others",
    "A back is not a contest. Ratings mean something beside one's own alone, and a ranking of stretches "
    "would crown whatever chance put first.",
    (
        Pattern(r"rank(s|ed|ing|ings)?|leader ?boards?|percentiles?", "Your rank: 12.", "Frank words."),
        Pattern(r"top \d+ ?(%|percent)?|top scor\w*", "Top 10.", "The top of the page."),
        Pattern(
            r"(better|worse|more|less|further|farther|fitter|stiffer|ahead|above|below) (\w+ ){0,2}(than|of) "
            r"(\d+ ?(%|percent)|others?|most|everyone|everybody|people|average|your (friends|age))",
            "Better than most.",
            "More than measuring error.",
        ),
        Pattern(
            r"(above|below|beyond|under|over) (the )?average|average for", "Above average.", "Your average."
        ),
        Pattern(
            r"compar(e|es|ed|ing|ison) (\w+ ){0,3}(others|other (people|users)|people|everyone|friends)|"
            r"(people|users) (like you|your age|of your age)|(for|at) your age|age group",
            "People your age do more.",
            "Compared with your start.",
        ),
        Pattern(
            r"compet(e|es|ing|ition|itive|itor)|contests?|winners?|trophy|medals?",
            "Who wins the contest?",
            "In the context.",
        ),
        Pattern(
            r"personal (best|record)s?|high[ -]?scores?|best (stretch|stretches|score|result)",
            "A personal best.",
            "The best time of day.",
        ),
    ),
)

PAIN_WORDS = Group(
    "pain words beyond the scale",
    "Pain has the words of the scale (no pain, mild, moderate, severe, the worst you can imagine) and of its "
    "flag. Stronger ones frighten, and frightened backs hurt more.",
    (
        Pattern(r"agon(y|ies|i[sz]ing|i[sz]ingly)", "Sheer agony.", "A diagonal."),
        Pattern(r"excruciat\w*|unbearabl\w*|intolerabl\w*", "Excruciating.", "A bearable pace."),
        Pattern(r"torment\w*|tortur\w*|hellish|cruel", "Torture for the back.", "A tortoise pace."),
        Pattern(r"horribl[ey]|terribl[ey]|awful(ly)?|dreadful(ly)?", "Terrible nights.", "A lawful copy."),
        Pattern(r"stab(s|bed|bing)?|throb\w*|searing|piercing", "A stabbing pain.", "A stable chair."),
        Pattern(r"crippl\w*|debilitat\w*|disabling|suffer\w*|miser(y|able)", "If you suffer.", "A buffer."),
        Pattern(
            r"worst (?!pain you can imagine)\w+", "The worst day.", "10 is the worst pain you can imagine."
        ),
        Pattern(
            r"(extreme|extremely|intense|crushing|nasty|horrid|violent) (\w+ )?pains?",
            "Intense pain.",
            "An intense blue.",
        ),
    ),
)

MARKS = Group(
    "exclamation marks",
    "Nobody is shouted at, and nothing here is that exciting.",
    (Pattern("[!¡‼❗]", "Well done!", "Well done."),),
    whole_words=False,
)

GROUPS = (CLAIMS, SHAMING, PUSHING, COMPARING, PAIN_WORDS, MARKS)

#: Each stands somewhere, and is used up to its last word: a test looks.
ALLOWED = (
    Allowed(
        "General wellness information only",
        "The fixed disclaimer: “only” limits the app, not the person.",
    ),
    Allowed(
        "does not diagnose, treat or monitor any condition",
        "The fixed disclaimer says what the app does not do.",
    ),
    Allowed(
        "charts show my own ratings and prove nothing about cause",
        "Part of what one agrees to at first: that nothing is claimed.",
    ),
    Allowed(
        "Your answers are not kept, only the date and the result",
        "“Only” limits what the app keeps.",
    ),
    Allowed(
        "never chooses from a diagnosis",
        "What the README says of the filters: that nothing of the kind is wanted.",
    ),
    Allowed(
        "never compare you with other people",
        "The promise itself.",
    ),
    Allowed(
        "the Patient has no name",
        "What FHIR calls the record of a person, where the README tells what it leaves out.",
    ),
)


def forbidden(text: str) -> Iterator[Found]:
    """What should not be said of this text, group by group in the order of the text."""
    plain = _without_allowed(plainly(text))
    for group in GROUPS:
        for found in group.expression.finditer(plain):
            yield Found(found.group(), group)


def plainly(text: str) -> str:
    """A text as the patterns expect it."""
    return " ".join(text.lower().replace("’", "'").split())


def _without_allowed(plain: str) -> str:
    for phrase in _ALLOWED_PLAINLY:
        if phrase in plain:
            plain = plain.replace(phrase, "…")
    return plain


_ALLOWED_PLAINLY = tuple(plainly(allowed.phrase) for allowed in ALLOWED)
