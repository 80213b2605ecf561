import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "generate_commands.py"))
    renew = "renew it with: python docs/generate_commands.py"
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == generator["pages"](), renew
