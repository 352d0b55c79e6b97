"""What is printed: the sheets of a page, and how many pages of paper a browser makes of it."""

import re
import shutil
import subprocess
from pathlib import Path

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pages(text: str, folder: Path) -> int:
    """How many pages of paper a browser makes of a page."""
    page, paper = folder / "page.html", folder / "page.pdf"
    page.write_text(text, encoding="utf-8")
    command = [
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={paper}",
        page.as_uri(),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


def articles(page: str) -> dict[str, str]:
    """The sheets of a page by their ids."""
    return dict(re.findall(r'<article class="sheet" id="(\w+)">(.*?)</article>', page, re.DOTALL))
