"""The YAML loader for all our files: PyYAML's fast one, which converts no value."""

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

__all__ = ["Loader"]
