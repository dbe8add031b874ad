"""Completion in the shell, and the command that prints its file for each of them.

Each word is handed over as the shell reads one word back, whatever is in it. Names come out of files that somebody else
may have written: none of them may run, split, or match other words.
"""

from __future__ import annotations

import os
import re
from typing import ClassVar, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

_PLAIN = re.compile(r"[A-Za-z0-9@%+=:,./_-]+")


def quoted(word: str, opened: str = "") -> str:
    """A word as bash and zsh read it back; one that is plain stays as it is.

    With ``opened``, a quotation mark that was typed before it, what belongs behind that: the shell closes it itself.
    """
    if opened == '"':
        return re.sub(r'(["$`\\])', r"\\\1", word)
    inside = word.replace("'", "'\\''")
    if opened:
        return inside
    if _PLAIN.fullmatch(word):
        return word
    if word.isprintable():
        return f"'{inside}'"
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped) + "'"


class Bash(BashComplete):
    """Words that are quoted already, put in as they are; nothing of them is matched against files."""

    source_template: ClassVar[str] = """\
%(complete_func)s() {
    local IFS=$'\\n'
    local response type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
    while IFS=',' read -r type value; do
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        elif [[ $type == 'plain' ]]; then
            COMPREPLY+=("$value")
        fi
    done <<< "$response"
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def format_completion(self, item: CompletionItem) -> str:
        """The kind and the quoted word on a line; a word with a line break has none behind an open quotation mark."""
        if item.type != "plain":
            return f"{item.type},{item.value}"
        typed = os.environ["COMP_WORDS"].split("\n")[int(os.environ["COMP_CWORD"]) :][:1]
        opened = typed[0][:1] if typed and typed[0][:1] in ("'", '"') else ""
        if opened and not item.value.isprintable():
            return "none,"
        return f"plain,{quoted(item.value, opened)}"


class Zsh(ZshComplete):
    """Words that are quoted on their way only: zsh quotes what it puts in by itself, as the place needs it.

    A file in a folder of ``fpath`` is run as a whole at each Tab, and is told only at the first that it completes: so
    the function in it takes over from then on.
    """

    source_template: ClassVar[str] = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a words_found shown response
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    for type key descr in "${response[@]}"; do
        if [[ "$type" == "plain" ]]; then
            words_found+=("${(Q)key}")
            [[ "$descr" == "_" ]] && shown+=("$key") || shown+=("$key  -- $descr")
        elif [[ "$type" == "dir" ]]; then
            _path_files -/
        elif [[ "$type" == "file" ]]; then
            _path_files -f
        fi
    done
    (( $#words_found )) && compadd -U -V unsorted -d shown -a words_found
}

compdef %(complete_func)s %(prog_name)s
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
fi
"""

    def format_completion(self, item: CompletionItem) -> str:
        """The kind, the quoted word, and what is said of it, a line each."""
        value = quoted(item.value) if item.type == "plain" else item.value
        return f"{item.type}\n{value}\n{item.help or '_'}"


class Fish(FishComplete):
    """Words that are quoted on their way only, each ended by a NUL: fish quotes what it puts in by itself."""

    source_template: ClassVar[str] = """\
function %(complete_func)s;
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -t | string collect) %(prog_name)s);
    for completion in $response;
        set -l metadata (string split -m 1 "," -- $completion);
        if test "$metadata[1]" = "dir";
            __fish_complete_directories $metadata[2];
        else if test "$metadata[1]" = "file";
            __fish_complete_path $metadata[2];
        else if test "$metadata[1]" = "plain";
            set -l parts (string split -m 1 \\t -- $metadata[2]);
            printf '%%s\\t%%s\\0' (string unescape -- $parts[1] | string collect) "$parts[2]";
        end;
    end;
end;

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s | string split0)";
"""

    def format_completion(self, item: CompletionItem) -> str:
        """The kind, the word as fish reads it back, and what is said of it."""
        escaped = item.value.replace("\\", "\\\\").replace("'", "\\'")
        value = "".join(one if one.isprintable() else f"'\\U{ord(one):08x}'" for one in escaped)
        return f"{item.type},'{value}'\t{item.help or ''}"


SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
VARIABLE: Final = "_ROUTINE_TUI_COMPLETE"
"""Where click is told by a shell to complete words."""

for kind in SHELLS.values():
    add_completion_class(kind)


def completion_file(shell: str) -> str:
    """The file that a shell reads to complete the words of ``routine-tui``."""
    made = SHELLS[shell](click.Command("routine-tui"), {}, "routine-tui", VARIABLE)
    return ShellComplete.source(made)  # bash's own would start a bash to ask for its version


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
def completion_command(shell: str) -> None:
    """Print the completion file for a shell. Nothing is written: where it goes is up to you.

    \b
    For this shell only:
      bash   eval "$(routine-tui completion bash)"
      zsh    eval "$(routine-tui completion zsh)"       after compinit
      fish   routine-tui completion fish | source

    \b
    For good, where each shell looks by itself:
      bash   routine-tui completion bash > ~/.local/share/bash-completion/completions/routine-tui
      zsh    routine-tui completion zsh > DIR/_routine-tui       a folder of $fpath
      fish   routine-tui completion fish > ~/.config/fish/completions/routine-tui.fish
    """
    click.echo(completion_file(shell), nl=False)
