"""What the command line accepts: commands, options, and the environment twin of each option.

argparse, because it is in the standard library and the program has few options: one dependency
less to pin, and nothing here needs more.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

PROGRAM = "clause-provenance"
WIDTH_WITHOUT_TERMINAL = 100
"""Columns when stdout is no terminal and COLUMNS is unset: the project's own line length."""

RUNS_AT_MOST = 20
"""Runs listed unless asked for more: three weeks of daily ones, and less than a screenful."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


Commands = Mapping[str, Callable[[argparse.Namespace], int]]
"""What each command calls, by its name: ``run``, ``db start``."""


def default_home(environ: Mapping[str, str], platform: str, user_home: Path) -> Path:
    """The folder of the user's data for this program, by the rules of the platform.

    Linux and other Unix: ``$XDG_DATA_HOME`` or ``~/.local/share`` (XDG Base Directory
    Specification, which says to ignore a relative path); macOS: ``~/Library/Application Support``
    (Apple File System Programming Guide); Windows: ``%LOCALAPPDATA%`` (Known Folders).
    """
    if platform == "darwin":
        return user_home / "Library" / "Application Support" / PROGRAM
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return (Path(local) if local else user_home / "AppData" / "Local") / PROGRAM
    shared = Path(environ.get("XDG_DATA_HOME", ""))
    return (shared if shared.is_absolute() else user_home / ".local" / "share") / PROGRAM


def _language(word: str) -> str:
    if not _LANGUAGE.fullmatch(word):
        raise argparse.ArgumentTypeError(f"{word!r} is no language code like en, fr or zh")
    return word


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number from 1 on")
    return int(word)


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of seconds from 0 on")
    return seconds


def _colour(word: str) -> str:
    if word not in ("auto", "always", "never"):
        raise argparse.ArgumentTypeError(f"{word!r} is none of auto, always, never")
    return word


def _yes(word: str) -> bool:
    return word.lower() not in ("", "0", "no", "false")


def _add(
    parser: argparse.ArgumentParser, option: str, default: Any, does: str, **more: Any
) -> None:
    """Add an option whose default comes from its environment twin, and say so in its help."""
    twin = environment_twin(option)
    parser.add_argument(
        option, default=os.environ.get(twin) or default, help=f"{does} [{twin}]", **more
    )


def environment_twin(option: str) -> str:
    """The environment variable that stands in for an option: ``--dsn``, CLAUSE_PROVENANCE_DSN."""
    return "CLAUSE_PROVENANCE_" + option.lstrip("-").replace("-", "_").upper()


def _add_database(parser: argparse.ArgumentParser) -> None:
    home = default_home(os.environ, sys.platform, Path.home())
    _add(parser, "--dsn", None, "PostgreSQL to use, postgresql://user@host/name; "
         "without it the embedded server", metavar="URL")  # fmt: skip
    _add(parser, "--home", home, "folder of the embedded server (now: %(default)s)",
         metavar="FOLDER", type=Path)  # fmt: skip


def _add_flag(parser: argparse.ArgumentParser, option: str, does: str) -> None:
    twin = environment_twin(option)
    parser.add_argument(
        option, action="store_true", default=_yes(os.environ.get(twin, "")), help=f"{does} [{twin}]"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    _add_flag(parser, "--json", "print one machine-readable object instead of text")


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    _add(parser, "--jobs", os.cpu_count() or 1, "processes to work with (now: %(default)s)",
         metavar="N", type=_positive)  # fmt: skip


def _add_wait(parser: argparse.ArgumentParser) -> None:
    _add(parser, "--wait", None, "seconds to wait for another run, 0 to leave at once with exit "
         "code 5 (default: as long as it takes)", metavar="SECONDS", type=_seconds)  # fmt: skip


def _add_language(parser: argparse.ArgumentParser) -> None:
    _add(parser, "--language", "en", "language of the text (default: en)",
         metavar="CODE", type=_language)  # fmt: skip


def _add_rendering(parser: argparse.ArgumentParser) -> None:
    columns = shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns
    _add(parser, "--width", columns, "columns to wrap to (default: the terminal's)",
         metavar="COLUMNS", type=_positive)  # fmt: skip
    _add(parser, "--colour", "auto", "colour: auto, always or never; NO_COLOR is respected",
         metavar="WHEN", type=_colour)  # fmt: skip


def _command(
    commands: Any, name: str, does: str, example: str, **defaults: Any
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"example:\n  {PROGRAM} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(**defaults)
    _add_database(parser)
    return parser


def build_parser(commands: Commands) -> argparse.ArgumentParser:
    """The parser of the whole command line; the parsed arguments carry theirs as ``command``."""
    parser = argparse.ArgumentParser(
        PROGRAM,
        description="The provenance of every clause of United Nations resolutions, in PostgreSQL.",
        epilog="exit codes: 0 done; 1 refused, nothing changed; 2 usage; 3 check found faults; "
        "4 done, but some documents were rejected; 5 another run is at work; 130 interrupted, "
        "143 told to stop, nothing changed; 141 the reader of stdout went away",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version(PROGRAM)}")
    names = parser.add_subparsers(metavar="COMMAND", required=True)

    _add_run_commands(names, commands)
    _add_reading_commands(names, commands)
    _add_check_commands(names, commands)
    _add_server_commands(names, commands)
    return parser


def _add_run_commands(names: Any, commands: Commands) -> None:
    run = _command(names, "run", "load what is new or changed under the paths, link it, trace it",
                   "run seeds/", command=commands["run"])  # fmt: skip
    run.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
    languages = environment_twin("--language")
    run.add_argument(
        "--language", action="append", type=_language, metavar="CODE",
        help="load documents in this language, by what the file says of itself; repeatable "
        f"(default: en) [{languages}, separated by commas]",
    )  # fmt: skip
    _add_flag(run, "--prune", "remove documents whose files vanished from the folders given")
    decisions = environment_twin("--decisions")
    run.add_argument(
        "--decisions", action="append", type=Path, metavar="FILE",
        default=[Path(path) for path in os.environ.get(decisions, "").split(os.pathsep) if path],
        help="take in the decisions of this CSV file, or of those in this folder; repeatable "
        f"[{decisions}, separated like PATH]",
    )  # fmt: skip
    _add_wait(run)
    _add_jobs(run)
    _add_json(run)

    runs = _command(names, "runs", "the ledger: what each run did, or whose root one run moved",
                    "runs 12", command=commands["runs"])  # fmt: skip
    runs.add_argument("run", nargs="?", type=_positive, metavar="RUN", help="key of one run")
    _add(runs, "--limit", RUNS_AT_MOST, "latest runs to list (now: %(default)s)",
         metavar="N", type=_positive)  # fmt: skip
    _add_json(runs)


def _add_reading_commands(names: Any, commands: Commands) -> None:
    show = _command(names, "show", "a resolution's clauses, or one clause's story with its changes",
                    "show A/RES/78/217 OP1", command=commands["show"])  # fmt: skip
    show.add_argument("symbol", metavar="SYMBOL",
                      help="as the UN prints it: A/RES/78/217; or a clause's whole address: "
                      "A/RES/78/217#OP1")  # fmt: skip
    show.add_argument("label", metavar="LABEL", nargs="?", help="PP1, OP3, 'OP3(a)', 'AX1.5(b)'")
    _add_language(show)
    _add_rendering(show)
    _add_json(show)

    evaluate = _command(names, "evaluate", "score the loaded links against reference links",
                        "evaluate reference/gold", command=commands["evaluate"])  # fmt: skip
    evaluate.add_argument("folder", type=Path, metavar="GOLD_FOLDER",
                          help="folder with links/*.jsonl or series/*/links/*.jsonl")  # fmt: skip
    _add_flag(evaluate, "--baselines",
              "score single likeness scores on the same clauses, each at its "
              "best threshold")  # fmt: skip
    _add_flag(evaluate, "--leave-one-out",
              "link the reference documents with each parameter moved by a fifth, and score each "
              "set by what suits the others (some minutes)")  # fmt: skip
    _add_language(evaluate)
    _add_json(evaluate)


def _add_check_commands(names: Any, commands: Commands) -> None:
    check = _command(names, "check", "look for rows that should not be; exit 3 if there are any",
                     "check", command=commands["check"])  # fmt: skip
    _add_flag(check, "--against-rebuild", "derive everything anew, compare, and undo it")
    rebuild = _command(names, "rebuild", "discard all derived rows and derive them anew",
                       "rebuild", command=commands["rebuild"])  # fmt: skip
    for command in (check, rebuild):
        _add_wait(command)
        _add_jobs(command)
        _add_json(command)


def _add_server_commands(names: Any, commands: Commands) -> None:
    server = names.add_parser("db", help="the embedded PostgreSQL server", allow_abbrev=False,
                              description="The embedded PostgreSQL server.")  # fmt: skip
    verbs = server.add_subparsers(metavar="COMMAND", required=True)
    _command(verbs, "start", "start the embedded server and leave it up for other clients",
             "db start", command=commands["db start"])  # fmt: skip
    _command(verbs, "stop", "stop the embedded server", "db stop", command=commands["db stop"])
    _command(verbs, "url", "print the server's URL, usable by any client while it is up",
             "db url", command=commands["db url"])  # fmt: skip
    _command(verbs, "migrate", "bring tables, views, roles and rights to this version",
             "db migrate --dsn postgresql://owner@host/name",
             command=commands["db migrate"])  # fmt: skip
    psql = _command(verbs, "psql", "run psql on the server with the arguments after --",
                    "db psql -- -c 'select symbol, title from resolution'",
                    command=commands["db psql"])  # fmt: skip
    psql.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="passed on to psql")


def parse(argv: Sequence[str] | None, commands: Commands) -> argparse.Namespace:
    """The arguments, with what the environment adds; usage errors exit with code 2."""
    parser = build_parser(commands)
    arguments = parser.parse_args(argv)
    if "paths" in arguments:
        twin = environment_twin("--language")
        words = arguments.language or re.split(r"[,\s]+", os.environ.get(twin, ""))
        try:
            arguments.language = sorted({_language(word) for word in words if word}) or ["en"]
        except argparse.ArgumentTypeError as error:
            parser.error(f"{twin}: {error}")
    return arguments
