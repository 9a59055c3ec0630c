"""``completion``: the script that teaches a shell the commands, options and sessions; and the answers to that script.

Click's own scripts are used where they hold. Zsh's needs ``compinit`` before it, fish's cuts a description at its
first comma, and for PowerShell there is none.
"""

from __future__ import annotations

import os
from typing import ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from backstretch.commands.common import Command

COMPINIT = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }\n"
"""Most zsh set-ups load the completion system; a bare one does not, and has no ``compdef``."""
_FISH = """\
function %(complete_func)s;
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
COMP_CWORD=(commandline -t) %(prog_name)s);

    for completion in $response;
        set -l metadata (string split --max 1 "," $completion);

        if test $metadata[1] = "dir";
            __fish_complete_directories $metadata[2];
        else if test $metadata[1] = "file";
            __fish_complete_path $metadata[2];
        else if test $metadata[1] = "plain";
            echo $metadata[2];
        end;
    end;
end;

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)";
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $typed = [Math]::Min($line.Length, $cursorPosition - $commandAst.Extent.StartOffset)
    $Env:%(complete_var)s = 'powershell_complete'
    $Env:COMP_WORDS = $line.Substring(0, $typed)
    $Env:COMP_CWORD = $wordToComplete
    try {
        & %(prog_name)s | ForEach-Object {
            $value, $tip = $_ -split "`t", 2
            if (-not $tip) { $tip = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD -ErrorAction SilentlyContinue
    }
}
"""
"""A file is not named to it: where it is told nothing it completes files by itself."""


class _Zsh(ZshComplete):
    source_template: ClassVar[str] = ZshComplete.source_template.replace("    compdef", f"    {COMPINIT}    compdef")


class _Fish(FishComplete):
    source_template: ClassVar[str] = _FISH


class PowerShellComplete(ShellComplete):
    """Completion for PowerShell, of Windows and elsewhere: a value and its description a line, with a tab between."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one at the cursor, and that one; the program's own name is not among them."""
        incomplete = os.environ.get("COMP_CWORD", "")  # Windows PowerShell has no empty variables
        words = split_arg_string(os.environ["COMP_WORDS"].replace("\\", "/"))[1:]
        if incomplete and words:
            words.pop()
        return words, incomplete.strip("'\"")

    def format_completion(self, item: CompletionItem) -> str:
        """A line for the script; an empty one for what PowerShell finds by itself."""
        if item.type != "plain":
            return ""
        value = item.value if item.value.isascii() and " " not in item.value else f"'{item.value}'"
        return f"{value}\t{item.help}" if item.help else value

    def complete(self) -> str:
        """What can stand at the cursor, a line each."""
        return "\n".join(filter(None, super().complete().split("\n")))


SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": _Zsh,
    "fish": _Fish,
    "powershell": PowerShellComplete,
}


def register() -> None:
    """Let click answer the scripts of all four shells."""
    add_completion_class(PowerShellComplete)


@click.command(
    cls=Command,
    short_help="Print the completion script for a shell.",
    epilog=(
        'eval "$(backstretch completion bash)"\n'
        'eval "$(backstretch completion zsh)"\n'
        "backstretch completion fish > ~/.config/fish/completions/backstretch.fish\n"
        "backstretch completion powershell | Out-String | Invoke-Expression"
    ),
)
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that teaches a shell the commands, options and sessions.

    The lines below are for the shell that is open. To have it in all, put them into its start-up file: ~/.bashrc,
    ~/.zshrc or $PROFILE.
    """
    script = SHELLS[shell](context.find_root().command, {}, "backstretch", "_BACKSTRETCH_COMPLETE")
    # Bash's own source() would start a bash to see how old it is.
    click.echo(ShellComplete.source(script))
