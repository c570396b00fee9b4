"""The real thing among hostile outlets, in a network of its own: names that lead to an inner address when asked twice.

The whole set takes minutes, and is measured by `python -m bench hostile`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SHARED = ROOT.parent / "shared" / "hostile"


def may_make_networks():
    try:
        return subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not SHARED.exists(), reason="the hostile outlets, ../shared/hostile, are not beside this checkout")
@pytest.mark.skipif(not may_make_networks(), reason="this needs Linux, root and network namespaces")
def test_a_name_that_changes_its_mind_leads_to_no_inner_address(tmp_path):
    command = [SHARED / "labnet.sh", sys.executable, SHARED / "judge.py", ROOT / "tests/hostile/product.py"]
    judged = subprocess.run(
        [*map(str, command), "--only", "dns-rebind"],
        env={**os.environ, "HOSTILE_OUT": str(tmp_path), "PYTHON": sys.executable},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    passed = [line for line in judged.stdout.splitlines() if line.startswith("PASS")]
    assert len(passed) == 2 and "FAIL" not in judged.stdout, judged.stdout + judged.stderr
