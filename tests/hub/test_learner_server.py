"""A learner's server: the course is there, and what a kernel could not send goes out."""

from __future__ import annotations

from pathlib import Path

from class_server import LEARNERS, TEACHER, ClassServer, line

from kit.hub.learner_server import link_to

ME = LEARNERS[0]
ANSWERS = ".local/share/heart-to-heart/answers"


def test_the_course_is_laid_out(school: ClassServer):
    """Learners have copies of the lessons and no guide; the teacher has the guides, and the way to the assignments."""
    mine = school.shell(ME, "ls course; ls course/teacher assignments").stdout
    assert "02-who-is-asean.ipynb" in mine
    assert "guide" not in mine
    assert "guide" in school.shell(TEACHER, "ls course/teacher").stdout
    assert school.shell(TEACHER, "touch assignments/there && rm assignments/there").returncode == 0


def test_the_first_page_is_the_course(school: ClassServer):
    """The learner's server shows the page of the course to the learner, and to nobody else."""
    status, text = school.page(f"user/{ME}/kit/course", school.environment_of(ME)["JUPYTERHUB_API_TOKEN"])
    assert (status, "kit-course" in text) == (200, True), text + school.log()
    status, text = school.page(f"user/{ME}/kit/course", school.environment_of(LEARNERS[1])["JUPYTERHUB_API_TOKEN"])
    assert status == 403, text + school.log()


def test_what_a_killed_kernel_left_is_sent_by_the_server(school: ClassServer):
    """A line that is on the learner's disk arrives, though no kernel runs that would send it."""
    name = "e" * 32
    text = line(name, ME).decode().strip()
    assert school.shell(ME, f"mkdir -p {ANSWERS} && echo '{text}' >> {ANSWERS}/{ME}.jsonl").returncode == 0
    token = school.environment_of(ME)["JUPYTERHUB_API_TOKEN"]
    school.wait(lambda: name in school.kept(token), "what the kernel left")


def test_a_folder_that_has_moved_is_found(tmp_path: Path):
    """A teacher's way to the assignments follows the folder of the server; a folder of her own is left alone."""
    link, mine = tmp_path / "assignments", tmp_path / "mine"
    link.symlink_to(tmp_path / "gone")
    (tmp_path / "new").mkdir()
    link_to(tmp_path / "new", link)
    assert link.resolve() == tmp_path / "new"
    mine.mkdir()
    link_to(tmp_path / "new", mine)
    assert not mine.is_symlink()
