"""Rules of safety that once did the wrong thing: each a row, told by the keys that are pressed and what is then read.

Every row is played through plain mode and on the full screen; what it rests on in the pure modules stands beside it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from backstretch.coach.pain import Limits, Said, Verdict, judge, leaves_gate
from backstretch.coach.red_flags import pain_kinds, say, words
from backstretch.coach.results import CRAMP, DULL, MISTAKE
from backstretch.coach.screening import Answers, Facts, Question, Reason, Refuse, next_step
from backstretch.coach.wording import first_words
from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person, can_be_left_out, cautions
from backstretch.session.library import find_bundled, load
from tests.rule_story import Deed, Rule, Start

if TYPE_CHECKING:
    from tests.tui.conftest import World

STOPPED, ENDED = "stopped_for_pain", "ended_early"
CHECK_IN, GATE, HEADING = say("check_in", "pain"), say("after_stop", "settled"), say("stop", "heading")
END: tuple[Deed, ...] = ("q", "q", "escape")
LEAVE: tuple[Deed, ...] = ("enter", "enter")
OPEN = Start(("escape",), reads=(CHECK_IN,), never=(GATE, say("after_stop", "advised")))
"""No gate: the check-in comes at once."""
NOW = say("help", "emergency", emergency="call your local emergency number")
TODAY = date(2026, 3, 1)
FACTS = Facts(today=TODAY, answered_on=TODAY, open_stop=False, last_run_on=None)
GATED = FACTS._replace(open_stop=True)
BEHIND = Answers(settled=False, signs_asked=True)
BREATHING = 'format = 1\ntitle = "B"\nlead_in = 5\n[[steps]]\nexercise = "belly-breathing"\nhold = 60\nreps = 1\n'
TOLD = {kind.id: kind.then for kind in pain_kinds()}
SESSIONS = {found.id: found for found in find_bundled()}


def bundled(id_: str) -> str:
    """The text of a bundled session."""
    return SESSIONS[id_].path.read_text(encoding="utf-8")


def left_of(id_: str, *ticked: str, hurt: str = "") -> list[str]:
    """The exercises that a bundled session is made of for one person."""
    session = load(SESSIONS[id_]).session
    assert session is not None
    person = Person(frozenset({"rotation", *ticked}), frozenset(filter(None, [hurt])))
    return [step.exercise for step in adapt(session, person, catalogue(), cautions())[0].exercise_steps()]


def verdict(now: Said, start: Said = Said()) -> Verdict:  # noqa: B008 - frozen
    """What the rule says with the limits as they come."""
    return judge(now, start, Limits())


def gate_after(*kinds: str, score: int | None = None) -> bool:
    """Whether two questions stand after a stop of which this is told."""
    return leaves_gate(Said(score, frozenset(kinds)), Said(), (), Limits())


def worse_twice(world: World) -> None:
    """The days after the last two runs were worse; the second is still to be asked about."""
    world.remember_run(timedelta(days=3), "first")
    with world.journal() as journal:
        journal.next_day("first", "worse")
    world.remember_run(timedelta(days=1), "second")


def leg_pain_and_full_words(world: World) -> None:
    """Leg pain is ticked, and nobody knows the exercises yet."""
    world.answer("leg-pain")
    world.configure('words = "full"')


RULES = (
    Rule(
        *(1, "what hurts less than at the start is no stop"),
        (
            Start(
                ("7", "enter", "enter", 5.0, "q", "q", "6", "enter", "escape"), (say("instead", "title"),), (HEADING,)
            ),
        ),
        runs=(("rest-and-breathe", ENDED),),
        pure=((verdict(Said(6), Said(7)), Verdict.GO_ON), (verdict(Said(8), Said(7)), Verdict.STOP)),
    ),
    Rule(
        *(2, "whoever has not let it settle is screened, and told whom to call"),
        (
            Start(("n", "enter", "escape"), (say("stop", "emergency_title"), "your local emergency number")),
            Start(("n", "1", "enter"), (NOW,), (say("instead", "open"),)),
        ),
        lambda world: world.remember_stop(),
        gate=True,
        pure=((next_step(GATED, Answers(settled=False)), Question.SIGNS), (next_step(GATED, BEHIND), Question.INSTEAD)),
    ),
    Rule(
        *(3, "a ticked sign stays over a restart, and only a clinician's look opens"),
        (
            Start(("y", "1", "enter"), (NOW,)),
            Start(("n",), (say("kept_signs", "title"), NOW), (CHECK_IN,)),
            Start(("c", "escape"), (CHECK_IN,)),
        ),
        pure=(
            (next_step(FACTS._replace(kept_signs=True), Answers()), Question.KEPT_SIGNS),
            (next_step(FACTS._replace(kept_signs=True), Answers(kept="not_yet")), Refuse(Reason.SIGNS)),
        ),
    ),
    Rule(
        *(4, "a pain that is known in the leg, and the same, goes on"),
        (Start(("r", "3", "enter", 12.0, "r", "3", 1.0, *END), never=(HEADING,)),),
        runs=(("everyday", ENDED),),
        pure=((verdict(Said(reach="thigh"), Said(reach="thigh")), Verdict.GO_ON),),
    ),
    Rule(
        *(4, "one that reaches further down than before stops"),
        (Start(("r", "3", "enter", 12.0, "r", "4", *LEAVE), (HEADING,)),),
        runs=(("everyday", STOPPED),),
        gate=True,
        pure=((verdict(Said(reach="below-knee"), Said(reach="thigh")), Verdict.STOP),),
    ),
    Rule(
        *(4, "with leg pain every exercise says when to stop"),
        (Start(("enter", 40.0, *END), (cautions()["leg-pain"].cue,)),),
        leg_pain_and_full_words,
        runs=(("everyday", ENDED),),
        pure=((all(map(cautions()["leg-pain"].cues, (one.topics for one in catalogue().values()))), True),),
    ),
    Rule(
        *(5, "a mild ache goes on, and the notice says that it may"),
        (
            Start((), tuple(words()["notice"]["paragraphs"]), ("Stop when something hurts",)),
            Start(
                ("enter", "2", "enter", 12.0, "p", "3", "enter", 4.0, *END),
                never=(HEADING,),
                on_screen=(*("enter", "enter", "escape", "2", "enter", 12.0, "p", "3", "enter", 4.0, *END),),
            ),
        ),
        lambda world: world.forget_answers(),
        runs=(("everyday", ENDED),),
        pure=((verdict(Said(3), Said(2)), Verdict.GO_ON), (verdict(Said(4), Said(2)), Verdict.EASE)),
    ),
    Rule(
        *(6, "who is in a bridge is told how to come down, and not to stay still"),
        (Start(("enter", 118.0, "x", *LEAVE), ("Lower slowly, breathing in, then rest.",), ("Stay still",)),),
        runs=(("everyday", STOPPED),),
        gate=True,
        pure=((first_words("Down."), "Down, then rest. Pain like this is a signal to stop."),),
    ),
    *(
        Rule(
            *(7, f"{kind} that is all there was leaves no gate, and what to mind is said"),
            (
                Start(
                    ("enter", 12.0, "x", "tab", key, "escape", *LEAVE),
                    (TOLD[kind],),
                    on_screen=("enter", "enter", 12.0, "x", "tab", "tab", key, "escape", *LEAVE),
                ),
                OPEN,
            ),
            runs=(("everyday", STOPPED),),
            pure=((gate_after(kind), False), (gate_after(kind, score=6), True), (gate_after(kind, "sharp"), True)),
        )
        for kind, key in ((DULL, "5"), (CRAMP, "6"))
    ),
    Rule(
        *(7, "an easy walk does not wait behind the gate"),
        (Start(("n", "enter", "w", "enter", "enter", 3.0, *END), (say("instead", "open"),)),),
        lambda world: world.remember_stop(),
        runs=(("walk", ENDED),),
        gate=True,
        pure=((next_step(GATED, BEHIND._replace(instead="walking")), Question.CHECK_IN),),
    ),
    Rule(
        *(8, "breathing is never left out for having hurt"),
        (
            Start(("enter", 12.0, "x", *LEAVE), (HEADING,)),
            Start(
                ("y", "y", "7", "enter", "enter", 3.0, *END),
                (say("instead", "title"),),
                tuple(say("missing", why) for why in ("cautions", "hurt", "both")),
            ),
        ),
        file=BREATHING,
        runs=(("everyday", STOPPED), ("rest-and-breathe", ENDED)),
        pure=(
            (can_be_left_out("belly-breathing"), False),
            (can_be_left_out("bridge"), True),
            (can_be_left_out("My own move"), True),
        ),
    ),
    Rule(
        *(9, "one key for every list: what was pressed by mistake is told with Space"),
        (
            Start(
                ("enter", 12.0, "x", "tab", "7", "escape", *LEAVE),
                on_screen=("enter", "enter", 12.0, "x", "tab", "tab", *["down"] * 6, "space", "escape", *LEAVE),
            ),
            OPEN,
        ),
        runs=(("everyday", STOPPED),),
        pure=((gate_after(MISTAKE), False), (gate_after(), True)),
    ),
    Rule(
        *(10, "after two worse days something lighter is offered, and Enter takes it"),
        (Start(("w", "enter", "enter", 3.0, *END), (say("next_day", "worse_twice"),)),),
        worse_twice,
        runs=(("gentle-start", ENDED),),
        pure=((next_step(FACTS._replace(worse_twice=True), Answers()), Question.GENTLEST),),
    ),
    Rule(
        *(11, "with two cautions the second swap is tried, and it is more than breathing"),
        (
            Start(
                ("escape",),
                ("Back-bend with support in place of Cat and cow:", "Figure-4, seated in place of Figure-4 stretch:"),
            ),
        ),
        lambda world: world.answer("osteoporosis", "pregnancy"),
        bundled("everyday"),
        pure=(
            (
                left_of("everyday", "osteoporosis", "pregnancy"),
                ["walking", "supported-back-bend", "clam", "seated-figure-4", "seated-belly-breathing"],
            ),
            ("sphinx" in left_of("everyday", "osteoporosis"), True),
            ("sphinx" in left_of("everyday", "osteoporosis", hurt="sphinx"), False),
        ),
    ),
    Rule(
        *(12, "high blood pressure shortens long holds, and leaves short ones with breath"),
        (Start(("escape",), ("Side plank on the knees with holds of 6 s at most:",), ("Without Wall squat",)),),
        lambda world: world.answer("heart-pressure"),
        bundled("strengthen"),
        pure=((left_of("strengthen", "heart-pressure"), left_of("strengthen")),),
    ),
    Rule(
        *(12, "a shoulder takes out what reaches or leans on it"),
        (Start(("escape",), ("One-knee lift in place of Bird-dog, arms:", "Without Side plank on the knees:")),),
        lambda world: world.answer("shoulder"),
        bundled("strengthen"),
        pure=(({"bird-dog", "dead-bug", "sphinx", "side-plank"} & set(left_of("strengthen", "shoulder")), set()),),
    ),
    Rule(
        *(12, "unsteadiness takes out the head-down bend"),
        (Start(("escape",), ("Shoulder-blade squeeze in place of Forward bend, seated:",)),),
        lambda world: world.answer("balance"),
        bundled("desk-break"),
        pure=(("seated-forward-bend" in left_of("desk-break", "balance"), False),),
    ),
    Rule(
        *(12, "the notice asks of operations within three months, and who is under 18"),
        (Start((), ("operation within 3 months", "under 18")),),
        lambda world: world.forget_answers(),
        pure=(("within 3 months" in cautions()["surgery"].question, True),),
    ),
    Rule(
        *(13, "nothing is put back before the gate, and two yes are kept"),
        (
            Start(
                ("y", "y", "escape"),
                (GATE, say("after_stop", "advised")),
                (say("after_stop", "put_back"),),
                on_screen=("r", "enter", "y", "y", "escape"),
            ),
            OPEN,
        ),
        lambda world: world.remember_stop(),
        pure=((next_step(FACTS._replace(first_after_stop=True), Answers()), Question.CHECK_IN),),
    ),
)
