"""Our own data: it is read alike by whatever reads YAML, and from one place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from polisi import data
from polisi.data import own_text

FILES = sorted(Path(data.__file__).parent.glob("*.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_data_is_read_without_the_library_in_c_too(file: Path) -> None:
    """PyYAML's two parsers do not take quite the same, and a machine may lack one of them."""
    text = file.read_text(encoding="utf-8")
    assert own_text(file.name) == text
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_data_is_what_the_library_makes_of_it(file: Path) -> None:
    """We read its nodes ourselves, in half the time."""
    text = file.read_text(encoding="utf-8")
    assert data.own_data(file.name) == yaml.load(text, yaml.BaseLoader)


def test_our_data_is_read_once() -> None:
    """Several parts of it may be asked for, each by another module."""
    assert data.own_data("things.yml") is data.own_data("things.yml")


def keys_that_stand_twice(node: yaml.Node | None) -> list[str]:
    if isinstance(node, yaml.SequenceNode):
        return [key for each in node.value for key in keys_that_stand_twice(each)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    inside = [key for _, value in node.value for key in keys_that_stand_twice(value)]
    return [key for key in dict.fromkeys(keys) if keys.count(key) > 1] + inside


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_key_stands_twice(file: Path) -> None:
    """Else the second one takes the place of the first, and nobody is told."""
    assert keys_that_stand_twice(yaml.compose(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("content", "line", "detail"),
    [(b"a:\n  - [\n", 3, "did not find"), (b"a: \xff\n", 1, "invalid"), (None, 1, "No such file")],
)
def test_a_broken_file_of_ours_ends_the_program_in_both_languages(
    content: bytes | None, line: int, detail: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, whoever has begun it: the exception is one that ends a program with words."""
    monkeypatch.setattr(data, "__file__", str(tmp_path / "__init__.py"))
    if content is not None:
        (tmp_path / "x.yml").write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        data.own_data("x.yml")
    english, welsh = str(ended.value).split("\n")
    assert english.startswith(f"hooks/polisi/data/x.yml:{line}: a file of Polisi's own")
    assert detail in english
    assert "nid oes modd darllen" in welsh
