"""The YAML loader for all our files: PyYAML's fast one, which converts no value."""

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

__all__ = ["Loader", "own_data"]


def own_data(name: str) -> Any:
    """Read a YAML file that belongs to the package, such as ``laws.yml``; every value is a str."""
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=Loader)
