"""A template is compiled once in a process, whatever the languages; its words come at rendering."""

from pathlib import Path

from jinja2 import Environment

from fair.templates import environment


def unfingered(path: str) -> str:
    return path


def test_a_page_is_compiled_once_and_reads_in_each_language(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "ready.html").write_text("{{ _('Ready') }} {{ 5 }}")
    compiled = list[str]()
    compile_ = Environment.compile

    def noting(self, *said, **more):
        compiled.append(self.globals["lang"])
        return compile_(self, *said, **more)

    monkeypatch.setattr(Environment, "compile", noting)
    said = {
        code: environment(code, str(tmp_path), unfingered).get_template("ready.html").render()
        for code in ("en", "zh-Hans", "ja")
    }

    assert compiled == ["en"]
    assert len(set(said.values())) == 3, said


def test_a_page_that_was_changed_is_compiled_anew(tmp_path: Path) -> None:
    for text in ("one", "two"):
        (tmp_path / "page.html").write_text(text)
        made = environment("en", str(tmp_path), unfingered)
        assert made.get_template("page.html").render() == text
