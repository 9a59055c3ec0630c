"""The sessions that come with the program: truthful, unhurried, and worth doing with any caution."""

import re
import runpy
from collections import Counter
from collections.abc import Collection
from itertools import combinations, groupby, pairwise
from pathlib import Path

import pytest

from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import HEIGHTS, Exercise, catalogue
from backstretch.session.cautions import ALWAYS_KEPT, HURT, LeftOut, Person, cautions
from backstretch.session.model import Duration, ExerciseStep, Group, Range, Session
from backstretch.session.reader import Reading, read_session
from backstretch.session.speech_time import said_before, seconds_to_say
from backstretch.session.timeline import timeline
from tests.cases import cases

EXERCISES = catalogue()
CAUTIONS = cautions()
FOLDER = Path(__file__).parents[2] / "sessions"

# Worked out by hand from the files, at level 0.
TOTALS = {
    "chair-break": 68 + 60 + 52,
    "desk-break": 136 + 90 + 90 + 75 + 100 + 65 + 69 + 80,
    "everyday": 136 + 104 + 108 + 100 + 82 + 50 + 113 + 102 + 86,
    "everyday-with-rotations": 136 + 104 + 100 + 82 + 50 + 112 + 113 + 126 + 70 + 84,
    "gentle-start": 95 + 95 + 82 + 61 + 50,
    "knee-to-chest-and-bridge": 95 + 2 * (61 + 69) + 40 + 110,
    "rest-and-breathe": 335 + 634,
    "strengthen": 196 + 90 + 132 + 63 + 195 + 116 + 121 + 140 + 81 + 123 + 85,
}

LONGER_THAN_SOURCED = {("strengthen", "childs-pose")}
"""Holds beyond the longest a source gives, with fewer repetitions to make up for it; the file says so."""

bundled = cases("id_", TOTALS)
one_caution = cases("caution", CAUTIONS)


def _read(id_: str) -> Reading:
    path = FOLDER / f"{id_}.toml"
    return read_session(path.read_bytes(), id=id_, path=str(path), exercises=EXERCISES)


def _session(id_: str) -> Session:
    session = _read(id_).session
    assert session is not None
    return session


def _for(id_: str, *ticked: str) -> tuple[Session, tuple[LeftOut, ...]]:
    """The session for someone with rotations switched off and ``ticked``."""
    return adapt(_session(id_), Person(frozenset({"rotation", *ticked})), EXERCISES, CAUTIONS)


def _exercises(session: Session) -> list[Exercise]:
    return [EXERCISES[step.exercise] for step in session.exercise_steps()]


def _touches(caution: str, exercise: Exercise) -> bool:
    return CAUTIONS[caution].touches(exercise)


def _least_lead_in(before: Exercise | None, exercise: Exercise) -> float:
    if before is None:
        return 30 if exercise.height == "floor" else 0
    if before.position == exercise.position:
        return 0
    return 30 if (before.height, exercise.height) == ("standing", "floor") else 20


def _assert_time_to_move(session: Session) -> None:
    before: Exercise | None = None
    for step in session.exercise_steps():
        exercise = EXERCISES[step.exercise]
        assert step.lead_in.seconds(session.breath_seconds) >= _least_lead_in(before, exercise), step.exercise
        before = exercise


def _assert_down_to_the_floor_once(session: Session) -> None:
    heights = [exercise.height for exercise in _exercises(session)]
    changes = [here for before, here in pairwise(["", *heights]) if here != before]
    assert changes.count("floor") <= 1
    assert changes.count("standing") <= 2


def _sides(session: Session, level: int) -> Counter[str | None]:
    return Counter(phase.side for phase in timeline(session, level).phases if phase.kind == "hold")


# ---- the files ------------------------------------------------------------------------------------


def test_the_bundled_sessions_are_these() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(TOTALS)


@bundled
def test_a_file_reads_without_a_problem_or_a_warning(id_: str) -> None:
    assert _read(id_).problems == ()


@bundled
def test_a_file_says_whose_it_is_and_what_for(id_: str) -> None:
    session = _session(id_)
    assert session.author == "backstretch"
    assert session.title
    assert session.tags
    assert len(session.summary) <= 110


@bundled
def test_a_file_takes_the_time_worked_out_by_hand(id_: str) -> None:
    assert timeline(_session(id_)).total_seconds == TOTALS[id_]


def test_a_break_of_three_minutes_on_a_chair_is_among_them() -> None:
    assert TOTALS["chair-break"] == 180
    assert {exercise.height for exercise in _exercises(_session("chair-break"))} == {"chair"}


@bundled
def test_no_length_is_typed_into_a_summary(id_: str) -> None:
    """It is computed wherever it is shown, and a typed one is soon wrong."""
    assert not re.search(r"\d|\bminutes?\b", _session(id_).summary)


@bundled
def test_the_words_of_every_exercise_end_before_its_first_hold(id_: str) -> None:
    session = _session(id_)
    done = set()
    for step in session.exercise_steps():
        if step.exercise not in done:
            done.add(step.exercise)
            words = seconds_to_say(said_before(step))
            assert words + 3 <= step.lead_in.seconds(session.breath_seconds), step.exercise


@bundled
def test_no_step_fights_the_catalogue_s_words(id_: str) -> None:
    """Its cue would be heard beside them: it must be no instruction of the movement."""
    for step in _session(id_).exercise_steps():
        assert step.words == EXERCISES[step.exercise].words
        assert not step.cue or "breathing" in EXERCISES[step.exercise].topics | ALWAYS_KEPT


@cases("id_", ["everyday", "everyday-with-rotations", "strengthen"])
def test_a_walk_to_warm_up_is_a_step(id_: str) -> None:
    assert _session(id_).exercise_steps()[0].exercise == "walking"


def test_positions_follow_each_other_with_few_turns() -> None:
    def positions(id_: str) -> list[str]:
        found = [exercise.position for exercise in _exercises(_session(id_))]
        return [here for before, here in pairwise(["", *found]) if here != before]

    assert positions("everyday") == ["walking", "hands and knees", "on back"]
    assert positions("everyday-with-rotations") == ["walking", "hands and knees", "on back", "sitting"]
    assert positions("strengthen") == ["walking", "standing", "hands and knees", "on side", "on back"]


def test_nobody_begins_with_more_bridges_than_the_source_does() -> None:
    session = _session("knee-to-chest-and-bridge")
    bridges = [p for p in timeline(session, session.top_level).phases if p.kind == "hold" and p.exercise == "bridge"]
    assert len(bridges) <= 5


@bundled
def test_each_file_uses_the_catalogue_only(id_: str) -> None:
    assert not any(step.own for step in _session(id_).exercise_steps())


@bundled
def test_every_sentence_fits_on_a_line(id_: str) -> None:
    for step in _session(id_).exercise_steps():
        assert all(len(cue) <= 75 for cue in step.cues)


@bundled
def test_files_are_commented_for_someone_who_has_never_seen_one(id_: str) -> None:
    text = (FOLDER / f"{id_}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"\bour\s+(#\s+)?own\b", text), "says which choices have no source"
    assert not re.search(r"https?:", text)
    assert max(map(len, text.splitlines())) <= 120


def test_the_files_show_what_the_format_can_do() -> None:
    sessions = [_session(id_) for id_ in TOTALS]
    steps = [step for session in sessions for step in session.exercise_steps()]
    assert any(isinstance(step, Group) for session in sessions for step in session.steps)
    assert any(isinstance(step.reps, Range) for step in steps)
    assert any(isinstance(step.hold, Range) for step in steps)
    assert any(isinstance(step.hold, Duration) and step.hold.breaths for step in steps)
    assert {"none", "both", "alternate"} <= {step.sides for step in steps}


# ---- gentle to get through ------------------------------------------------------------------------


@bundled
def test_there_is_time_to_change_position(id_: str) -> None:
    _assert_time_to_move(_session(id_))


@bundled
def test_nobody_gets_up_from_the_floor_to_lie_down_again(id_: str) -> None:
    _assert_down_to_the_floor_once(_session(id_))


@bundled
def test_no_hold_goes_on_for_minutes_but_breathing_and_walking(id_: str) -> None:
    session = _session(id_)
    for phase in timeline(session, session.top_level).phases:
        if phase.kind == "hold" and phase.exercise is not None:
            assert phase.seconds <= 120 or EXERCISES[phase.exercise].topics & ALWAYS_KEPT


@bundled
def test_left_and_right_get_the_same_at_every_level(id_: str) -> None:
    session = _session(id_)
    for level in range(session.top_level + 1):
        sides = _sides(session, level)
        assert sides["left"] == sides["right"]


@bundled
def test_doses_stay_within_the_sourced_ones_at_every_level(id_: str) -> None:
    session = _session(id_)
    rounds = {step.number: step.rounds for step in session.steps if isinstance(step, Group)}
    for step in session.exercise_steps():
        exercise = EXERCISES[step.exercise]
        hold = step.hold_seconds(session.top_level, session.breath_seconds)
        if (id_, step.exercise) in LONGER_THAN_SOURCED:
            assert hold * step.repetitions(session.top_level) <= (
                exercise.max_hold.seconds(session.breath_seconds) * exercise.max_reps
            )
        else:
            assert hold <= exercise.max_hold.seconds(session.breath_seconds), step.exercise
        assert step.repetitions(session.top_level) * rounds.get(step.number, 1) <= exercise.max_reps


@bundled
def test_one_thing_grows_at_a_time(id_: str) -> None:
    steps = _session(id_).exercise_steps()
    assert sum(isinstance(dose, Range) for step in steps for dose in (step.hold, step.reps)) <= 1


# ---- with each caution ----------------------------------------------------------------------------


@bundled
@one_caution
def test_nothing_stays_that_the_caution_takes_out(id_: str, caution: str) -> None:
    session, _ = _for(id_, caution)
    assert not [e.id for e in _exercises(session) if _touches(caution, e) or _touches("rotation", e)]


@bundled
@one_caution
def test_what_goes_is_what_the_caution_touches_and_is_named(id_: str, caution: str) -> None:
    before = _session(id_)
    after, changes = _for(id_, caution)
    told = {(change.step, change.within): change for change in changes}
    left = {(step.number, step.within): step for step in after.exercise_steps()}
    for step in before.exercise_steps():
        place, exercise = (step.number, step.within), EXERCISES[step.exercise]
        by = [c for c in CAUTIONS if c in {caution, "rotation"} and _touches(c, exercise)]
        if not by:
            assert left[place].exercise == step.exercise
            assert place not in told or told[place].hold_most == 6
            continue
        assert told[place].name == exercise.name
        assert told[place].reason == CAUTIONS[by[0]].reason
        instead = left[place].exercise if place in left else None
        assert instead is None or instead in exercise.swaps
        assert told[place].instead == (EXERCISES[instead].name if instead else None)


@pytest.mark.second
@bundled
@one_caution
def test_what_is_left_can_be_done_without_haste(id_: str, caution: str) -> None:
    session, _ = _for(id_, caution)
    _assert_time_to_move(session)
    _assert_down_to_the_floor_once(session)
    sides = _sides(session, 0)
    assert sides["left"] == sides["right"]


@bundled
@one_caution
def test_no_bundled_session_is_emptied_by_one_caution(id_: str, caution: str) -> None:
    session, _ = _for(id_, caution)
    assert session.exercise_steps()


@cases("id_", ["gentle-start", "everyday"])
@cases("caution", [c for c in CAUTIONS if c != "surgery"])
def test_the_default_sessions_are_still_exercise_with_any_one_caution(id_: str, caution: str) -> None:
    session, _ = _for(id_, caution)
    moves = [exercise for exercise in _exercises(session) if not exercise.topics & ALWAYS_KEPT]
    assert moves
    assert len(session.exercise_steps()) >= 3
    assert timeline(session).total_seconds >= 180


@one_caution
def test_rest_and_breathe_is_whole_with_any_one_caution(caution: str) -> None:
    session, _ = _for("rest-and-breathe", caution)
    assert timeline(session).total_seconds == TOTALS["rest-and-breathe"]


def test_an_operation_leaves_walking_and_what_is_done_sitting_without_a_bend() -> None:
    kept = {"walking", "seated-belly-breathing", "shoulder-blade-squeeze"}
    for id_ in TOTALS:
        session, _ = _for(id_, "surgery")
        assert {exercise.id for exercise in _exercises(session)} <= kept


@cases(
    ("id_", "extends"),
    [
        ("everyday", "sphinx"),
        ("gentle-start", "sphinx"),
        ("strengthen", "sphinx"),
        ("desk-break", "standing-back-bend"),
    ],
)
def test_osteoporosis_keeps_something_that_extends_the_spine(id_: str, extends: str) -> None:
    assert extends in {exercise.id for exercise in _exercises(_for(id_, "osteoporosis")[0])}


def test_two_cautions_together_reach_the_second_swap() -> None:
    done = [exercise.id for exercise in _exercises(_for("everyday", "osteoporosis", "pregnancy")[0])]
    assert done == ["walking", "supported-back-bend", "clam", "seated-figure-4", "seated-belly-breathing"]


# ---- with each caution, each pair, and after each pain stop -----------------------------------------


def _assert_worth_doing(id_: str, ticked: Collection[str], hurt: str = "") -> None:
    """Something to do beside breathing and walking, where the file has more; nothing forbidden; true reasons."""
    before = _session(id_)
    person = Person(frozenset({"rotation", *ticked}), frozenset({hurt} if hurt else ()))
    after, changes = adapt(before, person, EXERCISES, CAUTIONS)
    done = _exercises(after)
    moves = [exercise for exercise in done if not exercise.topics & ALWAYS_KEPT]
    case = (id_, *ticked, hurt)
    if id_ == "rest-and-breathe":
        assert len(done) == 2, case
    else:
        assert moves or (hurt and "surgery" in ticked), case
    breathing = {step.number for step in before.exercise_steps() if EXERCISES[step.exercise].topics & ALWAYS_KEPT}
    assert breathing <= {step.number for step in after.exercise_steps()}, case
    assert not [e.id for e in moves if e.id == hurt or any(_touches(c, e) for c in person.cautions)], case
    true = {CAUTIONS[c].reason for c in person.cautions} | ({HURT} if hurt else set())
    assert {change.reason for change in changes} <= true, case
    if hurt and any(change.reason == HURT for change in changes):
        assert {change.name for change in changes if change.reason == HURT} == {EXERCISES[hurt].name}, case
    assert len({e.id for e in moves}) == len(moves) or id_ == "knee-to-chest-and-bridge", case
    heights = [key for key, _ in groupby(exercise.height for exercise in done)]
    assert max(heights.count("floor"), heights.count("chair")) <= 1, case
    _assert_time_to_move(after)


@bundled
def test_every_session_is_worth_doing_with_any_one_caution_and_after_any_stop(id_: str) -> None:
    for caution in CAUTIONS:
        _assert_worth_doing(id_, [caution])
    for step in _session(id_).exercise_steps():
        _assert_worth_doing(id_, [], step.exercise)


@pytest.mark.second
@bundled
def test_every_session_is_worth_doing_with_any_two_cautions_and_with_one_after_any_stop(id_: str) -> None:
    for pair in combinations(CAUTIONS, 2):
        _assert_worth_doing(id_, pair)
    for caution in CAUTIONS:
        for step in _session(id_).exercise_steps():
            _assert_worth_doing(id_, [caution], step.exercise)


@pytest.mark.second
def test_the_table_of_all_of_them_is_what_would_be_made_now() -> None:
    """After a change it is made anew, and looked at."""
    tool = runpy.run_path(str(FOLDER.parent / "tools" / "caution_table.py"))
    assert tool["PAGE"].read_text(encoding="utf-8") == tool["made"](), "run tools/caution_table.py"


def test_rotations_are_out_until_they_are_switched_on() -> None:
    rotations = {"knee-rolls", "seated-rotation"}
    off, changes = _for("everyday-with-rotations")
    assert not rotations & {exercise.id for exercise in _exercises(off)}
    assert {change.name for change in changes} == {EXERCISES[id_].name for id_ in rotations}
    session = _session("everyday-with-rotations")
    on, changes = adapt(session, Person(frozenset()), EXERCISES, CAUTIONS)
    assert on == session
    assert changes == ()
    assert rotations <= {exercise.id for exercise in _exercises(on)}


@cases("id_", [id_ for id_ in TOTALS if id_ != "everyday-with-rotations"])
def test_no_other_file_has_a_rotation(id_: str) -> None:
    assert _for(id_) == (_session(id_), ())


@bundled
def test_breathing_on_is_said_with_every_effort_for_a_heart_or_blood_pressure(id_: str) -> None:
    session, _ = _for(id_, "heart-pressure")
    for step in session.exercise_steps():
        said = CAUTIONS["heart-pressure"].cue in step.cues
        assert said == (not EXERCISES[step.exercise].topics & ALWAYS_KEPT)


@bundled
def test_every_exercise_says_when_to_stop_to_someone_with_leg_pain(id_: str) -> None:
    session, _ = _for(id_, "leg-pain")
    assert all(CAUTIONS["leg-pain"].cue in step.cues for step in session.exercise_steps())


def test_a_swapped_exercise_brings_its_own_cues_and_keeps_the_step_s_dose() -> None:
    before = _session("everyday").exercise_steps()[4]
    session, _ = _for("everyday", "pregnancy")
    step = next(s for s in session.exercise_steps() if s.number == before.number)
    seated = EXERCISES["seated-knee-to-chest"]
    assert (before.exercise, step.exercise) == ("knee-to-chest", seated.id)
    assert step.name == seated.name
    assert step.words == seated.words
    assert (step.hold, step.reps, step.sides) == (before.hold, before.reps, before.sides)


@cases(
    ("id_", "caution", "exercise", "written", "given"),
    [
        ("strengthen", "shoulder", "brace", 26, 26),
        ("desk-break", "surgery", "seated-belly-breathing", 30, 30),
        ("everyday", "pregnancy", "childs-pose", 25, 25),
        ("everyday-with-rotations", "rotation", "shoulder-blade-squeeze", 25, 30),  # from the floor to the chair
    ],
)
def test_time_to_move_is_added_where_the_neighbour_changed(
    id_: str, caution: str, exercise: str, written: float, given: float
) -> None:
    def lead_ins(session: Session) -> list[Duration]:
        return [step.lead_in for step in session.exercise_steps() if step.exercise == exercise]

    assert lead_ins(_session(id_)) == [Duration(written)]
    assert lead_ins(_for(id_, caution)[0]) == [Duration(given)]


def test_a_person_s_own_short_lead_ins_are_left_alone() -> None:
    """Only where another exercise comes before it than in the file; what was written stays."""
    text = """
        format = 1
        title = "Quick"
        lead_in = 0
        [[steps]]
        exercise = "bridge"
        [[steps]]
        exercise = "walking"
        [[steps]]
        exercise = "wall-squat"
        [[steps]]
        name = "Ankle circles"
        cues = ["Stay as you are."]
        hold = 20
    """
    session = read_session(text.encode(), id="quick", path="quick.toml", exercises=EXERCISES).session
    assert session is not None
    after, changes = adapt(session, Person(frozenset({"wrist"})), EXERCISES, CAUTIONS)
    assert (after, changes) == (session, ())
    after, changes = adapt(session, Person(frozenset({"knee"})), EXERCISES, CAUTIONS)
    assert [change.name for change in changes] == ["Wall squat"]
    assert [step.lead_in.amount for step in after.exercise_steps()] == [0, 0, 0]
    after, _ = adapt(session, Person(hurt=frozenset({"bridge"})), EXERCISES, CAUTIONS)
    assert [step.lead_in.amount for step in after.exercise_steps()] == [0, 0, 0]
    after, _ = adapt(session, Person(hurt=frozenset({"walking"})), EXERCISES, CAUTIONS)
    assert after == session


def test_positions_that_the_rules_above_rely_on() -> None:
    assert {exercise.position for id_ in TOTALS for exercise in _exercises(_session(id_))} <= set(HEIGHTS)
    assert all(isinstance(step, ExerciseStep | Group) for id_ in TOTALS for step in _session(id_).steps)
