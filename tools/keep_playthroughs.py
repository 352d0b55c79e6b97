"""Keep the golden playthroughs: `python tools/keep_playthroughs.py` writes each one as it runs now.

There is one for every shipped scenario and every framework it supports. Look at the difference
before it goes into a commit: each line of it is something that somebody now sees or may do.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from playthrough import kept, playthrough, shipped


def main() -> None:
    """Write those that are new or different."""
    for scenario, framework in shipped():
        file, text = kept(scenario, framework), playthrough(scenario, framework)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            print(f"kept {file.name}")


if __name__ == "__main__":
    main()
