"""All that the page of a session holds: plans, figures, sounds and words, as JSON has them."""

from collections.abc import Mapping
from math import ceil
from typing import Any, NamedTuple

from backstretch import __version__
from backstretch.audio.packaged import clip_seconds
from backstretch.base.errors import BackstretchError
from backstretch.base.text import plain
from backstretch.care_plan.walks import USUAL_MINUTES, walk_session
from backstretch.coach import wording
from backstretch.coach.pain import Limits
from backstretch.coach.red_flags import emergency, say, words
from backstretch.coach.speech import Speech
from backstretch.coach.time_left import times_left
from backstretch.figure.interpolation import body_at
from backstretch.figure.outlines import Disc, seen
from backstretch.figure.poses import HOLD, OPPOSITE, START, Pose, poses
from backstretch.figure.scene import box, scene
from backstretch.paper.player.plan_lookup import Lookup, lookup, tickable
from backstretch.paper.player.plans import COURSE_KEYS, MOST_PHASES, Plans
from backstretch.run.plan import SEATED_BREATHING
from backstretch.session.adaptation import in_the_place_of_all, only
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import cautions
from backstretch.session.model import Session, extent
from backstretch.settings import Settings

Values = dict[str, Any]
STEPS = 3
"""Moments on the way from the start to the hold, beside the start."""
CYCLE = 8
"""Moments of a cycle."""


def figure_values(id_: str) -> Values:
    """One exercise's figure as JSON has it: lengths in tenths of a hundredth of the body's height."""
    pose, orders, radii = poses()[id_], list[Any](), list[list[int]]()
    room = box(pose)
    return {
        "box": [_tenths(room.left), _tenths(-room.top), _tenths(room.width), _tenths(room.height)],
        "middle": _tenths(room.left + room.right),
        "returns": pose.returns,
        "cycleSeconds": pose.cycle_seconds if pose.cycle else 0,
        "ways": _ways(pose),
        "way": [_picture(pose, orders, radii, at) for at in _ways(pose)],
        "breath": [_picture(pose, orders, radii, at, breath=1.0) for at in (START, HOLD)],
        "cycle": [_picture(pose, orders, radii, HOLD, cycle=n / CYCLE) for n in range(CYCLE)] if pose.cycle else [],
        "orders": orders,
        "radii": radii,
    }


def _ways(pose: Pose) -> list[float]:
    """Where on the movement's way the pictures are."""
    if len(pose.frames) == 1:
        return [START]
    places = {round(n / STEPS, 3) for n in range(STEPS + 1)}
    if pose.frames[0].at == OPPOSITE:
        places |= {round(-n / STEPS, 3) for n in range(STEPS + 1)}
    return sorted(places)


def _picture(
    pose: Pose, orders: list[Any], radii: list[list[int]], at: float, *, cycle: float = 0.0, breath: float = 0.0
) -> Values:
    """Its discs as x and y one after the other, and the numbers of their radii and of what is spanned round which."""
    numbers: dict[Disc, int] = {}
    for disc in seen(body_at(pose, at, cycle=cycle, breath=breath), pose.view).values():
        numbers.setdefault(disc, len(numbers))
    order = [
        [[o.role, o.root, [numbers.setdefault(disc, len(numbers)) for disc in o.discs]] for o in group]
        for group in scene(pose, at, cycle=cycle, breath=breath).groups
    ]
    places = [_tenths(value) for disc in numbers for value in (disc.x, -disc.y)]
    round_ = [_tenths(disc.radius) for disc in numbers]
    return {"order": _number(orders, order), "radii": _number(radii, round_), "places": places}


def _number(values: list[Any], value: Any) -> int:
    """Its number among values of which each is kept once."""
    if value not in values:
        values.append(value)
    return values.index(value)


def _tenths(value: float) -> int:
    return round(value * 10)


SECTIONS = (
    "notice", "check_in", "instead", "kept_signs", "stop", "advice", "help", "signs", "kinds", "reach", "after_stop",
    "next_day", "pain", "ease", "summary", "aftercare", "missing", "resume",
)  # fmt: skip
"""The parts of ``advice.toml`` that the page shows."""


class Mine(NamedTuple):
    """What the writer puts of their own into the file: nobody is asked for it then."""

    cautions: frozenset[str]
    """With ``rotation``, unless they switched rotations on."""
    hurt: frozenset[str]
    level_0: bool
    """Whether a stop has the next session begin at the lowest level."""
    limits: Limits
    note: str
    """Their clinician's, from the settings; may be empty."""


class Others(NamedTuple):
    """The bundled sessions that a page holds beside its own."""

    resting: Session
    """Whose breathing stays open behind a gate."""
    gentlest: Session
    """Which is offered after two worse days."""


def contents(session: Session, level: int, settings: Settings, others: Others, mine: Mine | None = None) -> Values:
    """The page of ``session`` at ``level``.

    Raises BackstretchError where the session is too long, or where nothing is left of it for the writer.
    """
    if extent(session, level)[0] > MOST_PHASES:
        raise BackstretchError(f"this session has over {MOST_PHASES} phases; a file for a phone takes no longer one")
    bits = range(1 << len(tickable()))
    if mine is not None:
        own = sum(1 << n for n, id_ in enumerate(tickable()) if id_ in mine.cautions)
        bits, level = range(own, own + 1), 0 if mine.level_0 else level
    hurt = mine.hurt if mine is not None else frozenset()
    breathing = in_the_place_of_all(only(others.resting, "breathing", catalogue()), catalogue()[SEATED_BREATHING])
    walk = walk_session(catalogue(), [USUAL_MINUTES])
    plans = Plans(Speech(clip_seconds))
    ways = {"session": lookup(session, level, plans, hurt=hurt, bits=bits)}
    ways["lowest"] = lookup(session, 0, plans, hurt=hurt, bits=bits) if level else ways["session"]
    ways["gentlest"] = lookup(others.gentlest, 0, plans, hurt=hurt, bits=bits)
    for name, other in (("breathing", breathing), ("walking", walk)):
        ways[name] = lookup(other, 0, plans, hurt=frozenset(), bits=bits)
    if mine is not None and isinstance(why := ways["session"].plans[0][""], str):
        raise BackstretchError(why)
    return {
        "program": __version__,
        "sessions": {
            "session": _head(session),
            "gentlest": _head(others.gentlest),
            "breathing": _head(breathing),
            "walking": _head(walk),
        },
        "ways": {name: _lookup(way) for name, way in ways.items()},
        "first": bits.start,
        "mine": mine is not None,
        "hurt": sorted(hurt),
        "cautions": [[id_, caution.question] for id_, caution in cautions().items() if caution.asked],
        "bits": list(tickable()),
        "names": {id_: known.name for id_, known in catalogue().items()},
        "limits": _limits(mine.limits if mine is not None else Limits()),
        "emergency": emergency(settings.emergency_number),
        "advice": _own_advice(settings, mine),
        "words": {name: _without_sources(words()[name]) for name in SECTIONS},
        "spoken": _spoken(),
        "timesLeft": times_left(_minutes(plans)),
        "figures": {id_: figure_values(id_) for id_ in plans.posed if id_ in poses()},
        **plans.values(),
    }


def texts(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Every piece of text that the page may speak, each once."""
    from backstretch.coach.phrases import pieces

    spoken = [*values["texts"], *values["spoken"].values(), *values["timesLeft"]]
    return tuple(dict.fromkeys(piece for text in spoken for piece in pieces(text)))


def _without_sources(section: Any) -> Any:
    """A section of ``advice.toml`` as it is shown."""
    return (
        [{key: row[key] for key in row if key != "sources"} for row in section]
        if isinstance(section, list)
        else section
    )


def _minutes(plans: Plans) -> int:
    """Up to so many minutes left the page can say, of those that are packaged."""
    longest: float = max(course[COURSE_KEYS.index("seconds")] for course in plans.values()["courses"])
    return min(wording.SPOKEN_MINUTES, ceil(longest / 60))


def _head(session: Session) -> Values:
    return {
        "id": session.id,
        "title": plain(session.title),
        "summary": plain(session.summary),
        "sha256": session.sha256,
        "kind": session.kind,
    }


def _lookup(way: Lookup) -> Values:
    return {"groups": way.groups, "plans": way.plans, "written": way.written}


def _limits(limits: Limits) -> Values:
    return {"stopAt": limits.stop_at, "easeAt": limits.ease_at, "easeRise": limits.ease_rise}


def _own_advice(settings: Settings, mine: Mine | None) -> list[str]:
    lines = [say("help", "advice_line", advice_line=settings.advice_line)] if settings.advice_line.strip() else []
    return [*lines, say("help", "clinician", clinician_note=mine.note)] if mine is not None and mine.note else lines


def _spoken() -> dict[str, str]:
    """What is said beside the script."""
    return {
        "stopped": wording.stopped(),
        "out": wording.first_spoken(""),
        "rest": wording.first_spoken(None),
        "paused": wording.PAUSED,
        "goingOn": wording.GOING_ON,
        "ended": wording.ENDED,
        "pain": say("pain", "question"),
        "afterwards": say("summary", "pain"),
    }
