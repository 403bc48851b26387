"""The stock stack that Polisi is measured against."""

STOCK_CONFIG = """\
site_name: Stock
site_url: https://example.com/
theme:
  name: material
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: cy, name: Cymraeg}
markdown_extensions:
  - attr_list
  - tables
  - admonition
  - sane_lists
"""
