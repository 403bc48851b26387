"""Our data files, and their one loader; it converts no value, whatever the parser."""

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

__all__ = ["Loader", "own_data", "own_text"]


def own_text(name: str) -> str:
    """Read a file of this folder, such as ``sources.csv``."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def own_data(name: str) -> Any:
    """Read a YAML file of this folder, such as ``laws.yml``; every value is a str."""
    return yaml.load(own_text(name), Loader=Loader)
