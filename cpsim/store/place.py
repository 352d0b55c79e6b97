"""What kind of place a folder is for sessions: whose disk, who copies it, how much room, who may look in.

A log is safe where one system writes it and keeps its locks. Says what is there, and leaves it to others to say
what that means.
"""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

MENDED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""The releases of SQLite, one for each line that got it, since which a journal that is begun anew loses nothing.

Before, two connections that wrote and tidied the journal at the same instant could lose what was stored
(https://sqlite.org/wal.html#walresetbug).
"""
NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "ncp", "webdav", "davfs", "ceph",
        "glusterfs", "lustre", "gfs2", "ocfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2",
        "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.gcsfuse", "fuse.curlftpfs", "fuse.smbnetfs", "macfuse",
        "fuse.onedriver", "fuse.google-drive-ocamlfuse",
    }
)  # fmt: skip
"""File systems that lie on another computer."""
LENT = frozenset({"9p", "drvfs", "vboxsf", "vmhgfs", "prl_fs", "fuse.vmhgfs-fuse", "virtiofs"})
"""File systems that a computer lends to a system inside it."""
SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "box sync": "Box",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "proton drive": "Proton Drive",
    "syncthing": "Syncthing",
}
"""Services that copy a folder elsewhere, by what their folder is called; "OneDrive - Office" is one, too."""
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
"""What such a service leaves at the top of a folder that it copies, whatever that is called."""
Mounts = Iterable[tuple[str, str]]
"""Where each file system is found, and its kind; a later one covers an earlier one."""

if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def system_mounts() -> Mounts:
        """Every drive that is a network's."""
        roots = [f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        kind = ctypes.windll.kernel32.GetDriveTypeW
        return [(root, "cifs") for root in roots if kind(root) == _REMOTE]

else:

    def system_mounts() -> Mounts:
        """Every file system of this computer; none where it does not tell."""
        try:
            return linux_mounts(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"))
        except OSError:
            pass
        try:
            told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=10)
        except (OSError, subprocess.SubprocessError, UnicodeError):
            return []
        return mac_mounts(told.stdout)


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """The file systems of a table as Linux shows it: device, place, kind and more, blanks in a place as octal."""
    found = []
    for line in text.splitlines():
        _device, _, rest = line.partition(" ")
        place, _, more = rest.partition(" ")
        for octal, mark in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
            place = place.replace(octal, mark)
        found.append((place, more.partition(" ")[0]))
    return found


def mac_mounts(text: str) -> list[tuple[str, str]]:
    """The file systems of a table as macOS prints it: `device on place (kind, more)`."""
    found = []
    for line in text.splitlines():
        named, _, kinds = line.rpartition(" (")
        found.append((named.partition(" on ")[2], kinds.partition(",")[0].rstrip(")")))
    return found


def file_system(folder: Path, mounts: Mounts) -> str:
    """The kind of file system that `folder` lies on; "unc" for a path to another Windows computer, "" if unknown."""
    path = str(folder)
    if path.startswith("\\\\") and not path.startswith("\\\\?\\"):
        return "unc"
    best, kind = "", ""
    for place, named in mounts:
        holds = path == place or path.startswith(place if place.endswith(os.sep) else place + os.sep)
        if holds and len(place) >= len(best):
            best, kind = place, named
    return kind


def copied_by(folder: Path, environ: Mapping[str, str] = os.environ) -> str | None:
    """The service that seems to copy `folder` elsewhere, by its name or by what it left there; None for none."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if environ.get(name) and Path(environ[name]) in (folder, *folder.parents):
            return "OneDrive"
    for part in (folder, *folder.parents):
        # "Dropbox (Office)", "OneDrive - Office", "GoogleDrive-ana@example.org": the service stands first.
        name = part.name.casefold()
        for sign in (" (", " - "):
            name = name.partition(sign)[0]
        first, _, account = name.partition("-")
        name = first if "@" in account else name
        if name in SERVICES:
            return SERVICES[name]
        for mark, service in MARKS.items():
            if os.path.lexists(part / mark):
                return service
    return None


def named_like(folder: Path) -> str | None:
    """The service after which a folder on the way to `folder` seems to be called, as "dropbox-notes"; or None.

    What stands behind a bare stroke may be anything, so this is a guess: `copied_by` knows.
    """
    firsts = (part.name.casefold().partition("-")[0] for part in (folder, *folder.parents))
    return next((SERVICES[first] for first in firsts if first in SERVICES), None)


def free_bytes(folder: Path) -> int:
    """How much more the disk of `folder` takes."""
    return shutil.disk_usage(folder).free


def others_may(path: Path) -> tuple[bool, bool]:
    """Whether anybody but its owner may read, and may write, a file or folder; never on Windows, which has no modes."""
    if os.name == "nt":
        return False, False
    mode = path.lstat().st_mode
    return bool(mode & (stat.S_IRWXG | stat.S_IRWXO)), bool(mode & (stat.S_IWGRP | stat.S_IWOTH))


def sqlite_release() -> str:
    """The release of SQLite that came with Python."""
    return sqlite3.sqlite_version


def loses_nothing(release: str) -> bool:
    """Whether a release of SQLite has no known fault that loses what was stored."""
    version = tuple(int(part) for part in release.split(".") if part.isdigit())
    return version >= MENDED[-1] or any(mended <= version < (*mended[:1], mended[1] + 1) for mended in MENDED)
