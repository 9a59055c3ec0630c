"""``new``: sessions of one's own, begun in one line or by four questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from backstretch.base.paths import Paths, bundled_sessions, default_paths
from backstretch.commands.click_program import cli
from backstretch.commands.new import new
from backstretch.editing.composing import Wish, compose
from backstretch.editing.focuses import FOCUSES, LEAST_MINUTES, MOST_MINUTES
from backstretch.editing.templates import composed_text
from backstretch.journal.records import PainReport, Progress, RunStart
from backstretch.journal.store import Journal
from backstretch.run.person import PersonAnswers, write_person
from backstretch.session.cautions import Person
from backstretch.session.library import Found, load
from backstretch.session.model import Level, Session

pytestmark = pytest.mark.second

Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home of one's own for each test, the working directory in it."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    return default_paths()


@pytest.fixture
def call() -> Call:
    """Calls the program with arguments, and without a terminal."""

    def call_it(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="backstretch")

    return call_it


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str], Sequence[str]], Result]:
    """Calls the program on what looks like a terminal, and answers its questions."""
    monkeypatch.setattr("backstretch.commands.new.has_terminal", lambda: True)

    def call_it(arguments: Sequence[str], answers: Sequence[str]) -> Result:
        return CliRunner().invoke(
            cli, list(arguments), prog_name="backstretch", input="".join(f"{line}\n" for line in answers)
        )

    return call_it


def text_of(home: Paths, id_: str = "mine") -> str:
    return (home.sessions / f"{id_}.toml").read_text(encoding="utf-8")


def session_of(home: Paths, id_: str = "mine") -> Session:
    reading = load(Found(id_, home.sessions / f"{id_}.toml", "yours"))
    assert reading.problems == ()
    assert reading.session is not None
    return reading.session


def expected(wish: Wish, person: Person | None = None) -> str:
    return composed_text("Mine", wish, compose(wish, person or Person()))


def failure(result: Result) -> tuple[int, str]:
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.exit_code, result.stderr.removesuffix("\n").removeprefix("backstretch: ")


class TestComposed:
    def test_without_a_terminal_the_usual(self, call: Call, home: Paths) -> None:
        result = call("new", "mine")
        assert result.exit_code == 0
        path = home.sessions / "mine.toml"
        assert result.stdout.splitlines() == [
            str(path),
            "Mine: 9:53",
            "Next: `backstretch edit mine` or `backstretch run mine`",
        ]
        assert text_of(home) == expected(Wish(10, "loosen", "gentle"))
        assert call("check", "--strict", str(path)).exit_code == 0

    def test_options(self, call: Call, home: Paths) -> None:
        options = ("--minutes", "20", "--focus", "strengthen", "--level", "strong", "--caution", "knee")
        assert call("new", "mine", *options, "--caution", "wrist").exit_code == 0
        person = Person(frozenset({"rotation", "knee", "wrist"}))
        assert text_of(home) == expected(Wish(20, "strengthen", "strong"), person)

    def test_what_was_ticked_is_left_out(self, call: Call, home: Paths) -> None:
        write_person(home.person, PersonAnswers(frozenset({"osteoporosis"}), False, date(2026, 1, 1)))
        call("new", "mine", "--minutes", "30")
        person = Person(frozenset({"rotation", "osteoporosis"}))
        assert text_of(home) == expected(Wish(30, "loosen", "gentle"), person)
        assert "osteoporosis" not in text_of(home)

    def test_cautions_given_stand_in_place_of_what_was_ticked(self, call: Call, home: Paths) -> None:
        write_person(home.person, PersonAnswers(frozenset({"osteoporosis"}), True, date(2026, 1, 1)))
        call("new", "mine", "--minutes", "30", "--caution", "none")
        assert text_of(home) == expected(Wish(30, "loosen", "gentle"), Person(frozenset()))
        assert "knee-rolls" in text_of(home)

    def test_what_hurt_is_left_out(self, call: Call, home: Paths) -> None:
        with_stop(home, "knee-to-chest")
        call("new", "mine")
        assert text_of(home) == expected(Wish(10, "loosen", "gentle"), Person(hurt=frozenset({"knee-to-chest"})))

    def test_it_says_so_when_there_is_not_enough(
        self, call: Call, home: Paths, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("backstretch.editing.composing.LONGEST_WALK_SECONDS", 60.0)  # else a walk fills any time
        result = call("new", "mine", "--minutes", "30", "--caution", "surgery")
        assert "minutes: what you ticked and what hurt leave no more." in result.stdout.splitlines()[-1]
        assert session_of(home).steps

    def test_the_command_line_knows_what_can_be_asked_for(self) -> None:
        given = {option.name: option.type for option in new.params}
        assert tuple(getattr(given["focus"], "choices", ())) == tuple(FOCUSES)
        assert tuple(getattr(given["level"], "choices", ())) == get_args(Level)
        assert (getattr(given["minutes"], "min", 0), getattr(given["minutes"], "max", 0)) == (
            LEAST_MINUTES,
            MOST_MINUTES,
        )


def with_stop(home: Paths, exercise: str) -> None:
    """A run that an exercise ended in pain."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    start = RunStart("0" * 32, "s", "S", "0" * 64, at, 0, 1, 60.0, 1, None, 1)
    with Journal.open(home.journal, home.stops) as journal:
        journal.record_stop(start.id, Progress(at, 0, 1.0, ()), PainReport(1.0, 1, exercise, None, 1), start)


class TestQuestions:
    def test_enter_four_times(self, answer: Callable[..., Result], home: Paths) -> None:
        result = answer(["new", "mine"], [""] * 4)
        assert result.exit_code == 0
        assert text_of(home) == expected(Wish(10, "loosen", "gentle"))
        lines = result.stdout.splitlines()
        assert lines[0].startswith("Minutes [10]: ")
        assert "   3  desk            back from the desk: a chair and a bit of wall, no floor" in lines
        assert any(line.startswith("   6  knee            A painful knee") for line in lines)
        assert "Numbers or words, or none [none]: " in result.stdout

    def test_answers_by_number_and_by_word(self, answer: Callable[..., Result], home: Paths) -> None:
        assert answer(["new", "mine"], ["20", "2", "Strong", "6, wrist"]).exit_code == 0
        person = Person(frozenset({"rotation", "knee", "wrist"}))
        assert text_of(home) == expected(Wish(20, "strengthen", "strong"), person)

    def test_what_was_ticked_is_filled_in(self, answer: Callable[..., Result], home: Paths) -> None:
        write_person(home.person, PersonAnswers(frozenset({"balance", "knee", "from-the-future"}), False))
        result = answer(["new", "mine"], [""] * 4)
        assert "Numbers or words, or none [knee, balance]: " in result.stdout
        assert text_of(home) == expected(
            Wish(10, "loosen", "gentle"), Person(frozenset({"rotation", "knee", "balance"}))
        )

    def test_what_was_ticked_can_be_taken_back_for_this_session(
        self, answer: Callable[..., Result], home: Paths
    ) -> None:
        write_person(home.person, PersonAnswers(frozenset({"knee"}), False))
        answer(["new", "mine"], ["", "", "", "none"])
        assert text_of(home) == expected(Wish(10, "loosen", "gentle"))

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            (["2", "", "", "", ""], "a whole number, 3 to 30"),
            (["31", "", "", "", ""], "a whole number, 3 to 30"),
            (["ten", "", "", "", ""], "a whole number, 3 to 30"),
            (["", "losen", "", "", ""], '"losen" is none of them (did you mean "loosen"?)'),
            (["", "5", "", "", ""], '"5" is none of them; allowed are 1 to 4, loosen, strengthen, desk, rest'),
            (["", "", "0", "", ""], '"0" is none of them; allowed are 1 to 3, gentle, steady, strong'),
            (["", "", "", "kneee", ""], '"kneee" is none of them (did you mean "knee"?)'),
        ],
    )
    def test_what_is_no_answer_is_asked_again(
        self, answer: Callable[..., Result], home: Paths, answers: list[str], said: str
    ) -> None:
        result = answer(["new", "mine"], answers)
        assert result.exit_code == 0
        assert said in result.output
        assert text_of(home) == expected(Wish(10, "loosen", "gentle"))

    def test_only_what_the_options_leave_open_is_asked(self, answer: Callable[..., Result], home: Paths) -> None:
        result = answer(["new", "mine", "--minutes", "5", "--focus", "desk", "--caution", "knee"], [""])
        assert result.stdout.count("[") == 1
        person = Person(frozenset({"rotation", "knee"}))
        assert text_of(home) == expected(Wish(5, "desk", "gentle"), person)

    def test_no_more_answers(self, answer: Callable[..., Result], home: Paths) -> None:
        assert answer(["new", "mine"], ["", ""]).exit_code == 130
        assert not (home.sessions / "mine.toml").exists()

    @pytest.mark.parametrize("option", [["--blank"], ["--from", "everyday"]])
    def test_nothing_is_asked_for_a_copy_or_a_blank_one(self, answer: Callable[..., Result], option: list[str]) -> None:
        result = answer(["new", "mine", *option], [])
        assert result.exit_code == 0
        assert "?" not in result.stdout


class TestCopied:
    def test_every_comment_stays(self, call: Call, home: Paths) -> None:
        result = call("new", "mine", "--from", "gentle-start")
        assert result.stdout.splitlines()[1] == "Mine: 6:23"
        original = (bundled_sessions() / "gentle-start.toml").read_text(encoding="utf-8")
        assert text_of(home) == original.replace('title = "Gentle start"', 'title = "Mine"')
        assert session_of(home).title == "Mine"

    def test_of_a_file(self, call: Call, home: Paths, tmp_path: Path) -> None:
        (tmp_path / "odd.toml").write_bytes(b"format = 1\r\ntitle = 'Odd' # mine\r\n[[steps]]\r\nrest = 5\r\n")
        assert call("new", "mine", "--from", "odd.toml").exit_code == 0
        copied = (home.sessions / "mine.toml").read_bytes()
        assert copied == b"format = 1\r\ntitle = 'Mine' # mine\r\n[[steps]]\r\nrest = 5\r\n"

    def test_of_a_broken_file_it_says_what_is_wrong(self, call: Call, home: Paths, tmp_path: Path) -> None:
        (tmp_path / "odd.toml").write_text("title = \n")
        result = call("new", "mine", "--from", "odd.toml")
        assert result.exit_code == 0
        assert text_of(home) == "title = \n"
        assert result.stdout.startswith("It has errors, and was copied as it is, with its title.\n")
        assert f"\n{home.sessions / 'mine.toml'}:1:9: error: " in result.stdout

    @pytest.mark.parametrize(
        ("source", "line"),
        [
            ("gentel-start", 'no session "gentel-start" (did you mean "gentle-start"?)'),
            ("nowhere.toml", "cannot read nowhere.toml: No such file or directory"),
        ],
    )
    def test_of_nothing(self, call: Call, home: Paths, source: str, line: str) -> None:
        assert failure(call("new", "mine", "--from", source)) == (2, line)
        assert not home.sessions.exists()


class TestBlank:
    def test_a_blank_one(self, call: Call, home: Paths) -> None:
        assert call("new", "mine", "--blank").exit_code == 0
        assert call("check", "--strict", str(home.sessions / "mine.toml")).exit_code == 0
        assert 'title = "Mine"\n' in text_of(home)


class TestIds:
    def test_one_of_your_own_is_there_already(self, call: Call, home: Paths) -> None:
        call("new", "mine", "--blank")
        before = text_of(home)
        said = 'there is a session "mine" of your own already; `backstretch edit mine` changes it'
        for options in ([], ["--blank"], ["--from", "everyday"]):
            assert failure(call("new", "mine", *options)) == (2, said)
        assert text_of(home) == before

    def test_a_link_that_leads_nowhere_is_there_too(self, call: Call, home: Paths) -> None:
        home.sessions.mkdir(parents=True)
        (home.sessions / "mine.toml").symlink_to("nowhere")
        assert call("new", "mine").exit_code == 2
        assert (home.sessions / "mine.toml").readlink() == Path("nowhere")

    def test_in_place_of_a_bundled_one(self, call: Call, home: Paths) -> None:
        result = call("new", "everyday")
        assert 'It takes the place of the "everyday" that came with the program.' in result.stdout.splitlines()
        assert session_of(home, "everyday").title == "Everyday"

    @pytest.mark.parametrize("id_", ["", "a b", "a/b", "../a", "a.toml", ".a", "a:b", "a\n", "a\x1b[2J"])
    def test_what_cannot_be_an_id(self, call: Call, home: Paths, id_: str) -> None:
        code, line = failure(call("new", id_))
        assert code == 2
        assert line.endswith('" cannot be the id of a session; write letters, digits, - and _')
        assert not home.data_dir.exists()

    @pytest.mark.parametrize("id_", ["con", "x" * 101])
    def test_what_a_file_system_cannot_keep(self, call: Call, home: Paths, id_: str) -> None:
        code, line = failure(call("new", id_, "--blank"))
        assert code == 1
        assert "cannot be the name of a session" in line
        assert not (home.sessions / f"{id_}.toml").exists()

    def test_letters_of_any_language(self, call: Call, home: Paths) -> None:
        assert call("new", "für_Mama-2").exit_code == 0
        assert session_of(home, "für_Mama-2").title == "Für Mama 2"


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            ([], "Missing argument 'ID'; see \"backstretch new --help\""),
            (
                ["mine", "--blank", "--from", "everyday"],
                "--from, --blank and the options of a session that is put together exclude each other;"
                ' see "backstretch new --help"',
            ),
            (
                ["mine", "--blank", "--caution", "knee"],
                "--from, --blank and the options of a session that is put together exclude each other;"
                ' see "backstretch new --help"',
            ),
            (["mine", "--caution", "kneee"], 'unknown caution "kneee" (did you mean "knee"?)'),
            (
                ["mine", "--caution", "zzz"],
                'unknown caution "zzz"; allowed are osteoporosis, pregnancy, surgery, heart-pressure, leg-pain, knee,'
                " wrist, shoulder, balance and none",
            ),
            (["mine", "--caution", "rotation"], None),
            (["mine", "--minutes", "31"], None),
            (["mine", "--focus", "losen"], None),
        ],
    )
    def test_in_one_line(self, call: Call, home: Paths, arguments: list[str], line: str | None) -> None:
        code, said = failure(call("new", *arguments))
        assert code == 2
        assert line is None or said == line
        assert not home.sessions.exists()

    def test_a_place_that_cannot_be_written(self, call: Call, home: Paths) -> None:
        home.data_dir.mkdir(parents=True)
        home.sessions.write_text("in the way")
        code, line = failure(call("new", "mine", "--blank"))
        assert code == 1
        assert line.startswith(f"cannot save {home.sessions / 'mine.toml'}: ")


def test_the_bounds_of_minutes_are_those_of_what_is_put_together() -> None:
    (minutes,) = (option for option in new.params if option.name == "minutes")
    assert (minutes.type.min, minutes.type.max) == (LEAST_MINUTES, MOST_MINUTES)  # type: ignore[attr-defined]
