"""``config``: the settings by line; all of them, one, or one set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backstretch.base.errors import WrongUseError
from backstretch.commands.common import Command

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from backstretch.settings import Settings

_SWITCHED = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the settings."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(key) for key in _names() if key.startswith(incomplete)]


@click.command(
    cls=Command,
    context_settings={"ignore_unknown_options": True},  # a number below 0 is a value, and told what is allowed
    short_help="The settings: all, one, or one set.",
    epilog=(
        "backstretch config\nbackstretch config volume\nbackstretch config volume 50\n"
        'backstretch config theme ""\nbackstretch config keys.coach.next "n right"'
    ),
)
@click.argument("key", required=False, shell_complete=_complete)
@click.argument("value", required=False)
def config(key: str | None, value: str | None) -> int:
    """Show every setting as it could stand in config.toml, show the value of KEY, or set KEY to VALUE.

    An empty VALUE clears a text, and gives an action its own keys back. Keys are separated by spaces.
    """
    from backstretch.base.paths import default_paths
    from backstretch.settings import read_settings

    settings, problems = read_settings(default_paths().config)
    if key is not None and key not in _names():
        from backstretch.base.text import did_you_mean, plain

        raise WrongUseError(f'unknown setting "{plain(key)}"{did_you_mean(key, _names())}')
    if key is not None and value is not None:
        return _set(settings, key, value)
    for problem in problems:
        click.echo(str(problem), err=True)
    if key is None:
        for line in _lines(settings):
            click.echo(line)
    else:
        found = _value(settings, key)
        click.echo(found if isinstance(found, str) else _written(found))
    return int(bool(problems))


def _names() -> list[str]:
    """Every KEY: the settings, and the actions that can have other keys."""
    from backstretch.actions import CHOSEN
    from backstretch.settings.spec import SETTINGS

    return [*(".".join(setting.key) for setting in SETTINGS.values()), *(f"keys.{action}" for action in CHOSEN)]


def _value(settings: Settings, key: str) -> Any:
    """What holds; the keys of an action separated by spaces."""
    from backstretch.settings.key_map import keys_of

    action = key.removeprefix("keys.")
    return " ".join(keys_of(settings.keys, action)) if action != key else getattr(settings, key.rpartition(".")[2])


def _written(value: Any) -> str:
    from backstretch.settings.config_file import written

    return written(value)


def _lines(settings: Settings) -> list[str]:
    """Every setting, each with its default where that is another, and the keys that are not an action's own."""
    from backstretch.settings.spec import SETTINGS

    lines = []
    for setting in SETTINGS.values():
        value = getattr(settings, setting.name)
        default = "" if value == setting.default else f"  # default: {_written(setting.default)}"
        lines.append(f"{'.'.join(setting.key)} = {_written(value)}{default}")
    return lines + [f"keys.{action} = [{', '.join(map(_written, keys))}]" for action, keys in settings.keys]


def _set(settings: Settings, key: str, value: str) -> int:
    """Let the value hold from now on.

    Raises WrongUseError, with what is allowed, where it may not be, and BackstretchError where it cannot be kept.
    """
    from backstretch.base.errors import BackstretchError
    from backstretch.base.paths import default_paths
    from backstretch.base.text import plain
    from backstretch.settings import change, write_settings
    from backstretch.settings.checks import RefusedError

    is_keys = key.startswith("keys.")
    name = key if is_keys else key.rpartition(".")[2]
    try:
        changed = change(settings, name, value if is_keys else _meant(name, value))
    except RefusedError as refused:
        raise WrongUseError(f"{key}: {refused}" if is_keys else f"{key} {refused}") from refused
    try:
        copy = write_settings(default_paths().config, changed)
    except OSError as error:
        path = plain(str(default_paths().config))
        raise BackstretchError(f"cannot write {path}: {error.strerror}") from error
    if copy is not None:
        click.echo(f"The settings file as it was is kept as {plain(copy.name)}.", err=True)
    return 0


def _meant(name: str, text: str) -> Any:
    """The value that was typed: text as it stands, else true, false, on, off or a number."""
    from backstretch.settings.spec import SETTINGS

    default = SETTINGS[name].default
    if isinstance(default, str | tuple):
        return text
    if isinstance(default, bool):
        return _SWITCHED.get(text.casefold(), text)
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
