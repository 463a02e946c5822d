"""Writes every generated file: `python -m schema.generate`."""

from schema.generate.files import ROOT, generated_files

for path, text in generated_files().items():
    path.write_text(text, encoding="utf-8")
    print(f"generated {path.relative_to(ROOT)}")
