"""Nobody reaches what is not hers: what a learner with a shell tries, as files, processes and requests."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

import psycopg
import pytest
from class_server import LEARNERS, LINES, TEACHER, TESTER, ClassServer, line, pids_of

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
    "read the file with another kernel's key": "cat {other}/.run/kernel-*.json",
    "read the secret of another's server": "cat {other}/.run/jupyter_cookie_secret",
    "talk to another's kernel": "ls {other}/.run",
    "read the environment of another's server": "cat /proc/{other_pid}/environ",
    "see the memory of another's server": "cat /proc/{other_pid}/maps",
    "see the files that another's server has open": "ls /proc/{other_pid}/fd",
    "end another's server": "kill -9 {other_pid}",
    "end the hub": "kill -9 {hub_pid}",
    "read the environment of the hub": "cat /proc/{hub_pid}/environ",
    "end the service": "kill -9 {service_pid}",
    "read the environment of the service": "cat /proc/{service_pid}/environ",
    "list the server's folder": "ls {folder}",
    "read the configuration with its secrets": "cat {folder}/jupyterhub_config.py",
    "read the password of the database": "cat {folder}/database.env",
    "read the first passwords": "cat {folder}/first-passwords.txt",
    "read what signs the hub's logins": "cat {folder}/state/cookie-secret",
    "read what commands the proxy": "cat {folder}/state/proxy-token",
    "read the class's files": "ls {folder}/state/class",
    "read what signs the logins of the board": "cat {folder}/state/class/cookie-secret",
    "read the environment of the proxy": "cat /proc/{proxy_pid}/environ",
    "end the proxy": "kill -9 {proxy_pid}",
    "command the proxy": "{python} -c 'from urllib.request import *; urlopen(\"{proxy}/api/routes\")'",
    "enter the database without a password": "{python} -c 'import psycopg; psycopg.connect(\"{database}\")'",
    "enter the database by its socket": "{python} -c 'import psycopg; psycopg.connect(\"{socket}\")'",
    "read the database's files": "ls {data}",
    "list the assignments": "ls {folder}/assignments",
    "read the keys of an exam": "cat {folder}/assignments/exam/teacher/02exam-who-is-asean.yaml",
    "give out something": "touch {folder}/given/mine",
    "change what was given out": "echo >> {folder}/given/exam/02exam-who-is-asean.json",
    "read a teacher's home": "ls {teacher}",
    "go to the keys by a link of mine": "ln -sfn {folder}/assignments/exam/teacher way && ls way/",
    "link another's answers into my home": "ln {other}/course/02-who-is-asean.ipynb taken",
    "link the first passwords into my home": "ln -f {folder}/first-passwords.txt taken && cat taken",
    "make a program of mine root's": "cp /bin/true mine && chmod u+s mine && chown root mine",
    "become the service": "setpriv --reuid={service} --clear-groups true",
    "have the system start something as root": "echo '* * * * * root true' > /etc/cron.d/mine",
    "find files of another that are open": "find /tmp /var/tmp /dev/shm -user {other_account} -readable | grep .",
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
    "open another's server with dots in the way": ("GET", "user/{me}/../{other_name}/api/contents", None),
    "sign in as a name with dots": ("POST", "hub/api/users/..%2F{other_name}/tokens", "{{}}"),
    "listen to another's kernel": ("GET", "user/{other_name}/api/kernels/{kernel}/channels", None),
    "see the board": ("GET", "services/class/board?lesson=02", None),
    "see the board move": ("GET", "services/class/board/stream?lesson=02", None),
    "reveal the answers": (
        "POST",
        "services/class/board/flags",
        '{{"lesson": "02", "items": ["q-members-01"], "flag": "revealed", "is_set": true}}',
    ),
    "take everybody's hand-ins": ("GET", "services/class/board/hand-ins.zip?lesson=02", None),
    "let somebody in": ("GET", "hub/authorize/{other_name}", None),
}


@pytest.fixture(scope="package")
def places(school: ClassServer, database: str) -> dict[str, object]:
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
    kernel = school.ask(f"user/{OTHER}/api/kernels", school.environment_of(OTHER)["JUPYTERHUB_API_TOKEN"], data={})
    assert school.running is not None
    with psycopg.connect(database) as connection:
        (data,) = connection.execute("show data_directory").fetchone() or ("",)
        (socket,) = connection.execute("show unix_socket_directories").fetchone() or ("",)
    port = urlsplit(database).port
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
        "service": SERVICE,
        "kernel": kernel["id"],
        "python": school.python,
        "proxy_pid": (school.folder / "state" / "proxy.pid").read_text(),
        "proxy": f"http://127.0.0.1:{school.port + 2}",
        "database": f"postgresql://teacher@127.0.0.1:{port}/postgres",
        "socket": f"host={socket} port={port} user=teacher dbname=postgres",
        "data": data,
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
    if words[0] in {"cat", "ls"}:
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


def test_a_learner_at_the_door_behind_the_proxy_is_refused(school: ClassServer):
    """Another's server knows whose token it is shown, also where a learner on this machine goes around the proxy."""
    door = urlsplit(school.environment_of(OTHER)["JUPYTERHUB_SERVICE_URL"])
    address = f"http://127.0.0.1:{door.port}{door.path}api/contents"
    statuses = {}
    for name in (ME, OTHER):
        token = school.environment_of(name)["JUPYTERHUB_API_TOKEN"]
        request = Request(address, headers={"Authorization": f"token {token}"})
        try:
            with urlopen(request) as answer:  # noqa: S310
                statuses[name] = answer.status
        except HTTPError as error:
            statuses[name] = error.code
            error.close()
    assert statuses == {ME: 403, OTHER: 200}


def test_another_kernel_has_no_port_of_this_machine(school: ClassServer, places: dict[str, object]):
    """A port can be listened to by everybody here, and what a kernel says is not secret: it has files in a home."""
    assert school.status(f"user/{OTHER}/api/kernels/{places['kernel']}", TESTER) == 200
    about = json.loads(Path(f"{places['other']}/.run/kernel-{places['kernel']}.json").read_bytes())
    assert (about["transport"], Path(about["ip"]).parent) == ("ipc", Path(f"{places['other']}/.run"))
    school.wait(Path(f"{about['ip']}-{about['iopub_port']}").is_socket, "the kernel")


def test_a_header_does_not_make_a_teacher(school: ClassServer):
    """Names in headers, as some proxies send them, are not believed; neither are they in the place of a token."""
    names = ("X-Forwarded-User", "X-Remote-User", "Remote-User", "X-Forwarded-Preferred-Username")
    forged = dict.fromkeys(names, TEACHER)
    for token in (school.environment_of(ME)["JUPYTERHUB_API_TOKEN"], ""):
        known = {"Authorization": f"token {token}"} if token else {}
        request = Request(f"{school.address}services/class/board?lesson=02", headers=forged | known)  # noqa: S310
        with pytest.raises(HTTPError) as refused, urlopen(request):  # noqa: S310
            pass
        assert refused.value.code == 403
        refused.value.close()


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
    """The tables are far longer than the issue asks."""
    assert len(COMMANDS) + len(REQUESTS) >= 60
