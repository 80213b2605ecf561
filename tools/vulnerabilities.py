"""Asks for known vulnerabilities of the locked dependencies: `python tools/vulnerabilities.py`.

Exit code 1 when there are some. Where the service can't be reached it says so, for each lock, and goes on with 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-ftm.lock",
    "requirements-ray.lock",
    "requirements-audit.lock",
)


def told(answer: str) -> tuple[int, list[str]]:
    """Return how many packages were looked at, and what was found, of what pip-audit said in JSON (or not at all)."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return 0, []
    looked_at = [each for each in packages if "skip_reason" not in each]  # it skips what it gets no answer for
    found = [
        f"{each['name']} {each['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version'}"
        for each in looked_at
        for flaw in each["vulns"]
    ]
    return len(looked_at), found


def main() -> int:
    """Ask about each lock."""
    code = 0
    command = [sys.executable, "-m", "pip_audit", "--progress-spinner=off", "--format=json", "--disable-pip"]
    for lock in LOCKS:
        done = subprocess.run(
            [*command, "--require-hashes", "-r", str(ROOT / lock)], capture_output=True, text=True, check=False
        )
        looked_at, found = told(done.stdout)
        for line in found:
            print(f"{lock}: {line}")
            code = 1
        if looked_at:
            print(f"{lock}: {looked_at} packages looked at, {len(found)} vulnerabilities.", file=sys.stderr)
        else:
            print(f"{lock}: NOT CHECKED, the service that pip-audit asks gave no answer.", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
