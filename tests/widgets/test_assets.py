"""Scripts and styles on their way to the browser: shorter, and the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.widgets import assets


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that is joined in the place of the kit's own."""
    monkeypatch.setattr(assets, "_FOLDER", tmp_path)
    return tmp_path / "part.js"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("const a = 1;\nlet b = 2;\nconst c = () => 3;\n", "let a=1,b=2,c=()=>3;"),
        ("const a = () => {\n  b();\n};\nconst c = 1;\n", "let a=()=>{b()};let c=1;"),
        ("const a = 1; b();\nconst c = 1;\n", "let a=1;b();let c=1;"),
        ("for (const a of b) c(a);\nconst d = 1;\n", "for(let a of b)c(a);let d=1;"),
        ("const a = [1, 2,\n  3,\n];\nconst b = { c, };\n", "let a=[1,2,3];let b={c};"),
        ("a = b + c % d * e; // why\n".replace(" // why", ""), "a=b+c%d*e;"),
        ('a = "b + c, }";\n', "a='b + c, }';"),
        ("a = `${b + c}, }`;\n", "a=`${b + c}, }`;"),
        ("// why\n  a(1);\n", "a(1);"),
    ],
)
def test_only_what_a_reader_needs_is_left_out(script: Path, written: str, sent: str):
    """Indents, comments, spare spaces and commas go; declarations stand in a row; what is quoted stays as it is."""
    script.write_text(written, encoding="utf-8")
    assert assets.esm.__wrapped__("part.js").strip() == sent


def test_a_style_sheet_says_the_same(script: Path):
    """Spaces beside signs go, and zeros before a point; the spaces that calc needs stay."""
    written = 'a > b {\n  width: calc(1.5 * 0.5em - 2px);\n  grid-area: 2 / 1;\n  content: "⚑ > ";\n}\n'
    script.write_text(written, encoding="utf-8")
    assert assets.css.__wrapped__("part.js") == "a>b{width:calc(1.5 * .5em - 2px);grid-area:2/1;content:'⚑ > '}"
