"""Nobody reaches what is not hers: what a learner with a shell tries, as files, processes and requests."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from class_server import LEARNERS, LINES, TEACHER, ClassServer, line, pids_of

from kit.hub.system_accounts import SERVICE, system_name
from kit.quiz.bank import read_file
from kit.quiz.kinds.single_choice.item import SingleChoice

ME, OTHER = LEARNERS
# Each is a command of a shell that ends well only where the door is open; {…} is filled in by `places`.
COMMANDS = {
    "read another's home": "ls {other}",
    "read another's answers": "cat {other}/.local/share/heart-to-heart/answers/{other_name}.jsonl",
    "write into another's home": "touch {other}/mine",
    "read another's notebooks": "cat {other}/course/02-who-is-asean.ipynb",
    "read the file with another kernel's key": "cat {other}/.local/share/jupyter/runtime/*",
    "read the secret of another's server": "cat {other}/.local/share/jupyter/runtime/jupyter_cookie_secret",
    "read the environment of another's server": "cat /proc/{other_pid}/environ",
    "see the memory of another's server": "cat /proc/{other_pid}/maps",
    "see the files that another's server has open": "ls /proc/{other_pid}/fd",
    "end another's server": "kill -9 {other_pid}",
    "end the hub": "kill -9 {hub_pid}",
    "read the environment of the hub": "cat /proc/{hub_pid}/environ",
    "end the service": "kill -9 {service_pid}",
    "read the environment of the service": "cat /proc/{service_pid}/environ",
    "list the server's folder": "ls {folder}",
    "read the configuration with its secrets": "cat {folder}/database.env",
    "read the first passwords": "cat {folder}/first-passwords.txt",
    "read what signs the hub's logins": "cat {folder}/state/cookie-secret",
    "read what commands the proxy": "cat {folder}/state/proxy-token",
    "read the class's files": "ls {folder}/state/class",
    "list the assignments": "ls {folder}/assignments",
    "read the keys of an exam": "cat {folder}/assignments/exam/teacher/02exam-who-is-asean.yaml",
    "give out something": "touch {folder}/given/mine",
    "change what was given out": "echo >> {folder}/given/exam/02exam-who-is-asean.json",
    "read a teacher's home": "ls {teacher}",
    "become root": "su -c true root < /dev/null",
    "become another learner": "su -c true {other_account} < /dev/null",
    "ask for a password of the system": "cat /etc/shadow",
    "start more processes than a class has": "ulimit -u 100000",
}
# Requests with the token of the learner's own server: method, path, body.
REQUESTS = {
    "see the users": ("GET", "hub/api/users", None),
    "see another user": ("GET", "hub/api/users/{other_name}", None),
    "take a token of another": ("POST", "hub/api/users/{other_name}/tokens", "{{}}"),
    "become an administrator": ("PATCH", "hub/api/users/{me}", '{{"admin": true}}'),
    "join the teachers": ("POST", "hub/api/groups/teachers/users", '{{"users": ["{me}"]}}'),
    "stop another's server": ("DELETE", "hub/api/users/{other_name}/server", None),
    "open another's files": ("GET", "user/{other_name}/api/contents", None),
    "start a kernel at another's server": ("POST", "user/{other_name}/api/kernels", "{{}}"),
    "open the teacher's server": ("GET", "user/{teacher_name}/api/contents", None),
    "see the services": ("GET", "hub/api/services", None),
    "turn requests somewhere else": ("POST", "hub/api/proxy", "{{}}"),
    "end the hub": ("POST", "hub/api/shutdown", "{{}}"),
    "let somebody in": ("GET", "hub/authorize/{other_name}", None),
}


@pytest.fixture(scope="session")
def places(school: ClassServer) -> dict[str, object]:
    """Return what a learner may know or guess: names, folders, processes; an exam has been given out."""
    words = f"{school.python} -c 'from kit.cli import main; main()' assign 02 --exam --out ~/assignments/exam"
    assigned = school.shell(TEACHER, words)
    assert assigned.returncode == 0, assigned.stderr
    given = school.folder / "given" / "exam" / "02exam-who-is-asean.json"
    school.wait(given.exists, "what was given out")
    school.ask(LINES, school.add(OTHER), data=line("b" * 32, OTHER))
    homes = {name: Path(school.environment_of(name)["HOME"]) for name in (*LEARNERS, TEACHER)}
    answers = homes[OTHER] / ".local" / "share" / "heart-to-heart" / "answers"
    answers.mkdir(parents=True, exist_ok=True)
    (answers / f"{OTHER}.jsonl").write_bytes(line("b" * 32, OTHER))
    assert school.running is not None
    return {
        "me": ME,
        "other": homes[OTHER],
        "other_name": OTHER,
        "other_account": system_name(OTHER),
        "other_pid": pids_of(system_name(OTHER))[0],
        "teacher": homes[TEACHER],
        "teacher_name": TEACHER,
        "hub_pid": school.running.pid,
        "service_pid": pids_of(SERVICE)[0],
        "folder": school.folder,
    }


@pytest.mark.parametrize("attempt", COMMANDS)
def test_a_learner_with_a_shell_is_refused(attempt: str, school: ClassServer, places: dict[str, object]):
    """The command fails, and says nothing of what it was after."""
    done = school.shell(ME, COMMANDS[attempt].format(**places))
    assert done.returncode != 0
    assert done.stdout == ""


@pytest.mark.parametrize("attempt", COMMANDS)
def test_the_same_commands_work_where_they_may(attempt: str, places: dict[str, object]):
    """A command is refused for the door, not for a mistake in it: root reads what the learner may not."""
    words = COMMANDS[attempt].split()
    if words[0] in {"cat", "ls"} and "jupyter/runtime/*" not in COMMANDS[attempt]:
        command = COMMANDS[attempt].format(**places)
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("attempt", REQUESTS)
def test_a_learner_with_a_token_is_refused(attempt: str, school: ClassServer, places: dict[str, object]):
    """The token of the learner's own server opens nothing that is not the learner's."""
    method, path, body = REQUESTS[attempt]
    token = school.environment_of(ME)["JUPYTERHUB_API_TOKEN"]
    data = None if body is None else body.format(**places).encode()
    assert school.status(path.format(**places), token, method=method, data=data) in {401, 403, 404, 405}


def test_a_name_in_a_line_is_not_believed(school: ClassServer):
    """Whose an answer is follows from the token; the score is the service's own, whatever a line claims."""
    token = school.environment_of(ME)["JUPYTERHUB_API_TOKEN"]
    forged = line("c" * 32, OTHER, response="VNM")
    assert school.ask(LINES, token, data=forged)["kept"] == ["c" * 32]
    mine = {entry["attempt_id"]: entry for entry in school.ask(LINES, token)}
    assert mine["c" * 32]["learner"] == ME
    assert (mine["c" * 32]["verdict"], mine["c" * 32]["score"]) == ("wrong", 0.0)
    assert "c" * 32 not in {entry["attempt_id"] for entry in school.ask(LINES, school.add(OTHER))}


def test_nobody_without_a_token_is_heard(school: ClassServer):
    """Without a token, or with one that somebody made up, the service answers nothing."""
    for token in ("", "made-up", "0" * 32):
        assert school.status(LINES, token, data=line("d" * 32, ME)) == 403
        assert school.status(LINES, token) == 403


def test_the_learner_is_not_seen_as_a_teacher(school: ClassServer):
    """The service knows a teacher by a scope, which a learner's token does not have."""
    for name, is_teacher in ((ME, False), (TEACHER, True)):
        token = school.environment_of(name)["JUPYTERHUB_API_TOKEN"]
        scopes = school.ask("hub/api/user", token)["scopes"]
        assert ("custom:class:teach" in scopes) is is_teacher


def test_an_exam_that_was_given_out_just_now_is_scored(school: ClassServer, places: dict[str, object]):
    """The service began before the exam was assigned, and scores its answers with the keys all the same."""
    keys = read_file(Path(str(places["folder"])) / "assignments/exam/teacher/02exam-who-is-asean.yaml")
    item = next(each for each in keys.items if isinstance(each, SingleChoice))
    token = school.environment_of(ME)["JUPYTERHUB_API_TOKEN"]

    def is_scored() -> bool:
        name = uuid4().hex
        sent = line(name, ME, item.id, item.sample_response("right")).replace(b'"lesson": "02"', b'"lesson": "02exam"')
        assert school.ask(LINES, token, data=sent)["kept"] == [name]
        return {each["attempt_id"]: each for each in school.entries(token)}[name]["verdict"] == "right"

    school.wait(is_scored, "a verdict")


def test_an_exam_on_a_learners_server_holds_no_key(places: dict[str, object]):
    """What was given out is the part for students; the keys are in a folder that only teachers and the service open."""
    given = Path(str(places["folder"])) / "given" / "exam"
    assert sorted(path.name for path in given.iterdir()) == ["02exam-who-is-asean.ipynb", "02exam-who-is-asean.json"]
    keyless = json.loads((given / "02exam-who-is-asean.json").read_text(encoding="utf-8"))
    assert "key" not in json.dumps(keyless).replace("keep_order", "")
    assert os.stat(Path(str(places["folder"])) / "assignments").st_mode & 0o007 == 0  # noqa: PTH116


def test_there_are_enough_attempts():
    """The table is not shorter than the issue asks."""
    assert len(COMMANDS) + len(REQUESTS) >= 25
