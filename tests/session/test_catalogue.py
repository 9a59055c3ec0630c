"""The exercises, their sources and the cautions, held against tables transcribed by hand."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import backstretch.session
from backstretch.session.catalogue import HEIGHTS, Exercise, catalogue, sources
from backstretch.session.cautions import Caution, cautions
from backstretch.session.model import SIDES, Duration, ExerciseStep
from backstretch.session.speech_time import said_before, seconds_to_say
from backstretch.session.words import PLACEHOLDERS, fill, placeholders
from tests.cases import cases

TOPICS = frozenset(
    {
        "breathing",
        "walking",
        "flexion",
        "twist",
        "on-back",
        "on-front",
        "strength",
        "nerve-stretch",
        "back-bend",
        "kneeling",
        "half-kneeling",
        "squat",
        "hands-and-knees",
        "reaching",
        "arms-overhead",
        "forearm-propping",
        "standing-unsupported",
        "head-down",
        "seated",
        "crossed-leg",
    }
)
"""What an exercise asks of the body, as far as a caution can touch it."""

EXERCISES = catalogue()
CAUTIONS = cautions()
BREATH = 6.0

exercise_cases = cases("exercise", EXERCISES.values())
caution_cases = cases("caution", CAUTIONS.values())


@dataclass(frozen=True)
class Figures:
    """What the sources have of one exercise, from least to greatest: seconds of hold, repetitions a side."""

    holds: tuple[float, float] | None
    """None where no source gives a time."""
    reps: tuple[int, int] | None
    """None where no source gives a number."""
    start_holds: tuple[float, float] | None = None
    """The bold starting dose, where the row has one."""
    start_reps: tuple[int, int] | None = None


# Transcribed row by row from what the sources say, not derived from exercises.toml. A breath is 6 s.
SOURCED = {
    "knee-to-chest": Figures((5, 30), (2, 5), (5, 5), (2, 3)),
    "double-knee-to-chest": Figures((5, 5), (2, 3), (5, 5), (2, 3)),
    "bridge": Figures((6, 18), (5, 30), (18, 18), (5, 5)),
    "pelvic-tilt": Figures((5, 10), (5, 30), (5, 5), (5, 5)),
    "knee-rolls": Figures((5, 20), (2, 10), (5, 10), (2, 3)),
    "cat-cow": Figures((5, 30), (2, 10), (5, 5), (5, 5)),
    "childs-pose": Figures((6, 6), (8, 10), (6, 6), (8, 10)),
    "sphinx": Figures((15, 30), (2, 4), (15, 30), (2, 2)),
    "hamstring": Figures((5, 20), (5, 10), (5, 5), (5, 5)),
    "figure-4": Figures((15, 30), (2, 5), (15, 30), (2, 4)),
    "hip-flexor": Figures((10, 30), (3, 4), (10, 30), (3, 4)),
    "bird-dog": Figures((6, 30), (8, 12), (6, 6), (8, 12)),
    "dead-bug": Figures(None, (8, 10), None, (8, 10)),
    "brace": Figures((5, 5), (10, 10), (5, 5), (10, 10)),
    "seated-forward-bend": Figures((20, 20), (2, 2), (20, 20), (2, 2)),
    "standing-back-bend": Figures((3, 10), (5, 10), (3, 3), (5, 5)),
    "wall-squat": Figures((5, 5), (10, 10), (5, 5), (10, 10)),
    "clam": Figures((6, 6), (8, 12), (6, 6), (8, 12)),
    "side-plank": Figures((5, 10), (3, 10), (5, 5), (3, 3)),
    "belly-breathing": Figures((300, 600), (1, 1), (300, 600), (1, 1)),
    "walking": Figures((600, 1800), (1, 1), (600, 1800), (1, 1)),
    # The column "Easier", and the routines of §F.
    "seated-knee-to-chest": Figures((30, 30), None),
    "seated-figure-4": Figures((10, 15), None),
    "seated-belly-breathing": Figures((300, 600), (1, 1)),
    "one-knee-lift": Figures((10, 10), (3, 3)),
    "figure-4-open": Figures((15, 30), (2, 5)),
    "supported-back-bend": Figures((3, 10), (5, 10)),
    "hip-flexor-lying": Figures((10, 30), (3, 4)),
    "seated-rotation": Figures(None, None),
    "shoulder-blade-squeeze": Figures(None, None),
}

ROWS = tuple(SOURCED)[:21]


def _step(exercise: Exercise) -> ExerciseStep:
    """A step of the exercise in its default dose."""
    none = Duration(0)
    return ExerciseStep(
        number=1,
        within=None,
        exercise=exercise.id,
        name=exercise.name,
        own=False,
        words=exercise.words,
        cautions=frozenset(),
        sides=exercise.sides,
        first_side="left",
        hold=exercise.hold,
        reps=exercise.reps,
        rest_between=exercise.rest_between,
        rest_after=none,
        lead_in=none,
        side_gap=none,
    )


def _within(value: float, bounds: tuple[float, float] | None) -> bool:
    return bounds is None or bounds[0] <= value <= bounds[1]


def test_every_row_is_there_and_nothing_that_the_table_does_not_know() -> None:
    assert set(EXERCISES) == set(SOURCED)
    assert len(ROWS) == 21
    assert ROWS[-1] == "walking"


@cases("id_", SOURCED)
def test_the_default_dose_is_a_sourced_one(id_: str) -> None:
    exercise, figures = EXERCISES[id_], SOURCED[id_]
    hold = exercise.hold.seconds(BREATH)
    assert _within(hold, figures.holds)
    assert _within(exercise.reps, figures.reps)
    assert _within(hold, figures.start_holds)
    assert _within(exercise.reps, figures.start_reps)


@cases("id_", SOURCED)
def test_the_greatest_dose_is_the_greatest_that_a_source_gives(id_: str) -> None:
    exercise, figures = EXERCISES[id_], SOURCED[id_]
    if figures.holds is not None:
        assert exercise.max_hold.seconds(BREATH) == figures.holds[1]
    if figures.reps is not None:
        assert exercise.max_reps == figures.reps[1]


@exercise_cases
def test_a_dose_without_a_source_says_so(exercise: Exercise) -> None:
    figures = SOURCED[exercise.id]
    if figures.holds is None or figures.reps is None:
        assert "own" in exercise.sources
        assert exercise.hold.seconds(BREATH) <= 30


@exercise_cases
def test_a_dose_makes_sense(exercise: Exercise) -> None:
    assert 1 <= exercise.hold.seconds(BREATH) <= exercise.max_hold.seconds(BREATH) <= 3600
    assert 1 <= exercise.reps <= exercise.max_reps <= 100
    assert exercise.rest_between in {Duration(5), Duration(10)}


@exercise_cases
def test_the_catalogue_s_values_are_ones_the_program_knows(exercise: Exercise) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", exercise.id)
    assert exercise.position in HEIGHTS
    assert exercise.topics <= TOPICS
    assert exercise.sides in SIDES


@exercise_cases
def test_position_and_topics_agree(exercise: Exercise) -> None:
    assert ("on-back" in exercise.topics) == (exercise.position == "on back")
    assert ("on-front" in exercise.topics) == (exercise.position == "on front")
    assert ("hands-and-knees" in exercise.topics) == (exercise.position == "hands and knees")
    assert ("kneeling" in exercise.topics) == (exercise.position in {"hands and knees", "half-kneeling"})
    assert ("walking" in exercise.topics) == (exercise.position == "walking")


def _texts(exercise: Exercise) -> dict[str, str]:
    """Every sentence of an exercise, by its key."""
    words = exercise.words
    numbered = {f"cues {index}": cue for index, cue in enumerate(words.cues)}
    parts = {f"parts {part.word}": part.say for part in words.parts}
    once = {"start": words.start, "into": words.into, "holding": words.holding, "out": words.out}
    return {**once, **numbered, **parts, "avoid": exercise.avoid, "easier": exercise.easier}


@exercise_cases
def test_every_text_can_be_read_at_a_glance(exercise: Exercise) -> None:
    words = exercise.words
    assert 3 <= len(exercise.name) <= 30
    assert 2 <= len(words.cues) <= 4
    assert all(10 <= len(cue) <= 70 for cue in words.cues)
    assert len(set(words.cues)) == len(words.cues)
    assert len(words.start) <= 75
    assert len(exercise.avoid) <= 90
    assert len(exercise.easier) <= 90


@exercise_cases
def test_every_text_is_plain_and_one_sentence_where_one_is_promised(exercise: Exercise) -> None:
    sentences = _texts(exercise)
    for text in (exercise.name, *exercise.words.props, *sentences.values()):
        assert text == " ".join(text.split())
        assert not any(unicodedata.category(character).startswith("C") for character in text)
        assert not set(fill(text, "left")) & set("[]<>{}*_`")
    for text in sentences.values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert text.count(".") == 1


@exercise_cases
def test_no_text_promises_a_cure_or_asks_for_what_the_seeds_warn_of(exercise: Exercise) -> None:
    texts = " ".join((exercise.name, *_texts(exercise).values()))
    assert not re.search(r"treat|\bcure|\bheal|toxin|\btwist|\bweights\b|barbell|\bneck", texts, re.IGNORECASE)


# ---- words, to be followed with closed eyes --------------------------------------------------------


@exercise_cases
def test_what_is_said_while_the_body_moves_is_short(exercise: Exercise) -> None:
    assert len(exercise.words.into.split()) <= 8
    assert len(exercise.words.out.split()) <= 6
    assert len(exercise.words.holding.split()) <= 8


@exercise_cases
def test_all_that_is_said_before_a_hold_takes_about_twenty_seconds_at_most(exercise: Exercise) -> None:
    assert seconds_to_say(said_before(_step(exercise))) <= 22


@exercise_cases
def test_breathing_is_minded_wherever_something_is_held(exercise: Exercise) -> None:
    if exercise.words.does in {"hold", "move"}:
        assert re.search("breath", exercise.words.holding, re.IGNORECASE)


@exercise_cases
def test_the_words_say_which_side_they_mean(exercise: Exercise) -> None:
    sided = exercise.sides != "none"
    texts = [*exercise.words.props, *_texts(exercise).values(), *(part.word for part in exercise.words.parts)]
    named = {name for text in texts for name in placeholders(text)}
    assert named <= set(PLACEHOLDERS)
    assert bool(named) == sided
    assert "side" in placeholders(exercise.words.into) or not sided or exercise.id in {"figure-4", "hip-flexor"}
    assert "this side" not in " ".join(texts).lower()
    assert not any(placeholders(text) for text in (exercise.avoid, exercise.easier))


@exercise_cases
def test_a_text_is_a_sentence_without_its_side_too(exercise: Exercise) -> None:
    """A step may have no sides where its exercise has."""
    for text in _texts(exercise).values():
        for place in re.finditer(r"\{\w+\}", text):
            assert re.match(r" [a-z]", text[place.end() :]), text
            assert re.search(r"\b(your|Your|the) $", text[: place.start()]), text


@exercise_cases
def test_the_words_are_spoken_easily(exercise: Exercise) -> None:
    """No figures, no units, no abbreviations, no brackets, and no sentence that nobody can keep in mind."""
    for key, text in _texts(exercise).items():
        if key not in {"avoid", "easier"}:
            assert not re.search(r"[0-9()/%&]|\b(cm|sec|min|approx)\b", text), text
            assert len(text.split()) <= 14, text


def test_what_the_body_does_is_the_large_word() -> None:
    does = {id_: exercise.words.does for id_, exercise in EXERCISES.items() if exercise.words.does != "hold"}
    assert does == {
        "pelvic-tilt": "move",
        "cat-cow": "move",
        "dead-bug": "move",
        "belly-breathing": "breathe",
        "seated-belly-breathing": "breathe",
        "walking": "walk",
    }


def test_a_hold_in_two_halves_has_its_parts() -> None:
    parts = {id_: [part.word for part in e.words.parts] for id_, e in EXERCISES.items() if e.words.parts}
    assert parts == {"pelvic-tilt": ["ARCH", "FLATTEN"], "cat-cow": ["ROUND", "SINK"]}


@exercise_cases
def test_a_part_fits_into_the_shortest_hold_of_the_default_dose(exercise: Exercise) -> None:
    for part in exercise.words.parts:
        assert seconds_to_say([part.say]) <= exercise.hold.seconds(BREATH) / len(exercise.words.parts)


@cases(
    ("id_", "said"),
    [
        ("bridge", r"raise your hips"),
        ("knee-rolls", r"knees together.*knees sink slowly to your left side"),
        ("figure-4", r"knees bent.*behind your right thigh with both hands"),
        ("figure-4-open", r"ease your left knee away"),
        ("knee-to-chest", r"behind the thigh"),
        ("hip-flexor", r"[Ss]hift forward"),
        ("hip-flexor-lying", r"knees bent.*[Ss]lide your left heel"),
        ("sphinx", r"Look at the floor"),
        ("hamstring", r"foot loose"),
        ("seated-rotation", r"arms folded"),
        ("clam", r"Lie on your right side.*left leg is on top"),
        ("side-plank", r"Lie on your left side"),
        ("belly-breathing", r"nose.*lips"),
        ("seated-belly-breathing", r"nose.*lips"),
        ("bird-dog", r"[Rr]each your left arm"),
        ("dead-bug", r"left arm.*right leg"),
    ],
)
def test_the_movement_is_named(id_: str, said: str) -> None:
    exercise = EXERCISES[id_]
    words = exercise.words.on(None if exercise.sides == "none" else "left")
    assert re.search(said, " ".join((words.start, *words.cues)))


def test_a_pillow_under_the_knees_is_taken_away_again() -> None:
    with_pillow = [e for e in EXERCISES.values() if any("under your knees" in prop for prop in e.words.props)]
    lying = [e for e in with_pillow if e.position == "on back"]
    assert [e.id for e in lying] == ["belly-breathing"]
    assert "pillow" in lying[0].words.out


def test_names_are_told_apart() -> None:
    names = [exercise.name for exercise in EXERCISES.values()]
    assert len(set(names)) == len(names)


def test_only_rotations_wait_to_be_asked_for() -> None:
    twists = {exercise.id for exercise in EXERCISES.values() if "twist" in exercise.topics}
    assert twists == {"knee-rolls", "seated-rotation"}


def test_what_osteoporosis_takes_out_is_what_the_sources_name_and_more() -> None:
    """Both knee-to-chests, rotations, rounding and folding, seated too; figure-4 with drawing in."""
    named = {
        "knee-to-chest",
        "double-knee-to-chest",
        "knee-rolls",
        "cat-cow",
        "childs-pose",
        "seated-forward-bend",
        "seated-knee-to-chest",
        "seated-rotation",
        "figure-4",
    }
    assert _touched(CAUTIONS["osteoporosis"]) == named | {"hip-flexor-lying"}


# ---- sources -------------------------------------------------------------------------------------


def _caution_sources() -> dict[str, list[str]]:
    folder = Path(backstretch.session.__file__).parent
    entries = tomllib.loads((folder / "cautions.toml").read_text(encoding="utf-8"))
    return {id_: entry["source"] for id_, entry in entries.items()}


@exercise_cases
def test_an_exercise_s_sources_resolve(exercise: Exercise) -> None:
    assert exercise.sources
    assert set(exercise.sources) <= set(sources())
    assert set(exercise.sources) != {"own"}, "every exercise comes from somewhere"
    assert set(exercise.words_from) <= set(sources())
    assert set(exercise.words_from) - {"own"}


def test_a_caution_s_sources_resolve() -> None:
    assert list(_caution_sources()) == list(CAUTIONS)
    for keys in _caution_sources().values():
        assert keys
        assert set(keys) <= set(sources())


def test_every_source_is_used_and_can_be_looked_up() -> None:
    used = {key for exercise in EXERCISES.values() for key in (*exercise.sources, *exercise.words_from)}
    used |= {key for keys in _caution_sources().values() for key in keys}
    assert used == set(sources())
    for key, text in sources().items():
        assert key == "own" or re.match(r".+: .+ \(https?://\S+\)", text)
    assert "our own choice, no source" in sources()["own"]


@cases("key", ["M1-copy", "M8", "N1", "N2", "N3", "ARC", "AO3", "CC-copy", "DSK", "H6", "PREG"])
def test_a_source_known_only_from_a_copy_says_so(key: str) -> None:
    assert sources()[key].endswith("(read through a copy)")


@cases("key", ["ORL", "CEN", "NAR", "OSS", "SHA", "SPH"])
def test_a_weak_source_says_so(key: str) -> None:
    assert sources()[key].endswith("(weak source)")


# ---- cautions ------------------------------------------------------------------------------------

# The contract's table, transcribed: what each caution takes out; None is everything but walking, breathing done
# sitting, and what is done sitting without a bend, a turn or a crossed leg.
TAKEN_OUT: dict[str, set[str] | None] = {
    "pregnancy": {
        *("knee-to-chest", "double-knee-to-chest", "bridge", "pelvic-tilt", "knee-rolls", "hamstring"),
        *("figure-4", "figure-4-open", "dead-bug", "one-knee-lift", "brace", "belly-breathing"),
        *("hip-flexor-lying", "sphinx"),
    },
    "surgery": None,
    "heart-pressure": set(),
    "leg-pain": {"hamstring", "seated-forward-bend"},
    "knee": {"cat-cow", "childs-pose", "bird-dog", "hip-flexor", "wall-squat"},
    "wrist": {"cat-cow", "childs-pose", "bird-dog"},
    "shoulder": {"side-plank", "bird-dog", "childs-pose", "dead-bug", "sphinx"},
    "balance": {"standing-back-bend", "hip-flexor", "seated-forward-bend"},
    "rotation": {"knee-rolls", "seated-rotation"},
}


def _touched(caution: Caution) -> set[str]:
    return {exercise.id for exercise in EXERCISES.values() if caution.touches(exercise)}


def test_the_cautions_are_asked_in_the_contract_s_order() -> None:
    asked = [id_ for id_, caution in CAUTIONS.items() if caution.asked]
    assert asked == [
        *("osteoporosis", "pregnancy", "surgery", "heart-pressure", "leg-pain"),
        *("knee", "wrist", "shoulder", "balance"),
    ]
    assert set(CAUTIONS) - set(asked) == {"rotation"}


@cases("id_", TAKEN_OUT)
def test_a_caution_takes_out_what_the_contract_says(id_: str) -> None:
    expected = TAKEN_OUT[id_]
    if expected is None:
        expected = set(EXERCISES) - {"shoulder-blade-squeeze", "seated-belly-breathing", "walking"}
    assert _touched(CAUTIONS[id_]) == expected


@caution_cases
def test_a_caution_s_words_are_short_and_its_topics_known(caution: Caution) -> None:
    known = TOPICS | {"everything"}
    assert caution.takes_out or caution.shortens
    assert caution.takes_out <= known
    assert caution.keeps | caution.shortens <= TOPICS
    assert bool(caution.shortens) == (caution.hold_most > 0)
    assert caution.cue_topics <= known | {"every"}
    assert bool(caution.cue) == bool(caution.cue_topics)
    assert len(caution.question) <= 70
    assert len(caution.cue) <= 70
    assert not caution.question.endswith(".")
    assert caution.reason[0].islower()
    assert not caution.reason.endswith(".")
    assert len(caution.reason) <= 90


def test_a_caution_s_cue_reaches_what_stays() -> None:
    """A cue for topics that the same caution takes out would never be heard."""
    for caution in CAUTIONS.values():
        if caution.cue and not caution.cue_topics & {"everything", "every"}:
            hears = {e.id for e in EXERCISES.values() if e.topics & caution.cue_topics}
            assert hears - _touched(caution)


def test_every_exercise_says_to_stop_when_leg_pain_spreads_further_down() -> None:
    caution = CAUTIONS["leg-pain"]
    assert re.search(r"[Ss]top if it spreads further down", caution.cue)
    assert all(caution.cues(exercise.topics) for exercise in EXERCISES.values())
    assert caution.cues(frozenset()), "a move of one's own says it too"


def test_what_is_strength_is_what_the_files_hold_for_strength() -> None:
    strength = {exercise.id for exercise in EXERCISES.values() if "strength" in exercise.topics}
    assert strength == {
        *("bridge", "brace", "dead-bug", "one-knee-lift", "clam", "side-plank", "bird-dog", "wall-squat"),
        "shoulder-blade-squeeze",
    }
    caution = CAUTIONS["heart-pressure"]
    assert caution.shortens == {"strength"}
    assert caution.hold_most == 6


def test_osteoporosis_leaves_what_extends_the_spine() -> None:
    assert not _touched(CAUTIONS["osteoporosis"]) & {"sphinx", "supported-back-bend", "standing-back-bend"}


# ---- swaps ---------------------------------------------------------------------------------------

SWAPS = [(exercise.id, target) for exercise in EXERCISES.values() for target in exercise.swaps]


def test_the_swaps_that_keep_the_default_sessions_whole_are_there() -> None:
    assert EXERCISES["figure-4"].swaps == ("figure-4-open", "seated-figure-4")
    assert {
        ("knee-to-chest", "seated-knee-to-chest"),
        ("belly-breathing", "seated-belly-breathing"),
        ("cat-cow", "sphinx"),
        ("sphinx", "supported-back-bend"),
        ("standing-back-bend", "supported-back-bend"),
    } <= set(SWAPS)


@cases(("id_", "target"), SWAPS)
def test_a_swap_helps_with_some_caution_and_waits_for_nobody_to_ask(id_: str, target: str) -> None:
    assert target != id_
    helped = [c for c in CAUTIONS.values() if c.touches(EXERCISES[id_]) and not c.touches(EXERCISES[target])]
    assert helped
    assert "twist" not in EXERCISES[id_].topics
    assert "twist" not in EXERCISES[target].topics
