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
