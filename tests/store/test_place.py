"""What is found out about the place sessions lie in."""

import os
from pathlib import Path

import pytest

from cpsim.store import place

LINUX = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//office/share /home/ana/My\040share cifs rw,user=ana 0 0
ana@far:/data /home/ana/far fuse.sshfs rw 0 0
server:/home /net/home nfs4 rw 0 0
/dev/sdb1 /net/home/local ext4 rw 0 0
C:\134 /mnt/c 9p rw 0 0
nonsense
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@office._smb._tcp.local/share on /Volumes/share (smbfs, nodev, nosuid, mounted by ana)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
nonsense
"""


@pytest.mark.skipif(os.name == "nt", reason="these are the paths of a Unix system")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ana/cpsim", "ext4"),
        ("/home/ana/My share/cpsim", "cifs"),
        ("/home/ana/My share", "cifs"),
        ("/home/ana/My shares", "ext4"),
        ("/home/ana/far/x", "fuse.sshfs"),
        ("/net/home/ana", "nfs4"),
        ("/net/home/local/ana", "ext4"),
        ("/mnt/c/Users", "9p"),
        ("/tmp/x", "tmpfs"),
    ],
)
def test_the_file_system_is_the_nearest(folder: str, kind: str) -> None:
    """A folder lies on what was put nearest above it, whatever its name begins with."""
    assert place.file_system(Path(folder), place.linux_mounts(LINUX)) == kind


@pytest.mark.skipif(os.name == "nt", reason="these are the paths of a Unix system")
def test_a_share_on_a_mac_is_found() -> None:
    """The table macOS prints has another form."""
    mounts = place.mac_mounts(MAC)
    assert place.file_system(Path("/Volumes/share/cpsim"), mounts) == "smbfs"
    assert place.file_system(Path("/Users/ana"), mounts) == "apfs"
    assert place.file_system(Path("/x"), []) == ""


def test_a_later_file_system_covers_an_earlier_one() -> None:
    """What was put over a place is what lies there."""
    mounts = [(os.sep, "ext4"), (f"{os.sep}data", "ext4"), (f"{os.sep}data", "nfs")]
    assert place.file_system(Path(f"{os.sep}data", "x"), mounts) == "nfs"


def test_this_computer_tells_its_file_systems() -> None:
    """Whatever they are, there are some, or none is known; it fails nowhere."""
    for where, kind in place.system_mounts():
        assert where
        assert kind


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("home/ana/OneDrive/cpsim", "OneDrive"),
        ("home/ana/dropbox-notes/cpsim", None),
        ("Users/ana/OneDrive - Office of Ana/data", "OneDrive"),
        ("home/ana/Dropbox/x", "Dropbox"),
        ("home/ana/Dropbox (Office)", "Dropbox"),
        ("Users/ana/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Users/ana/iCloudDrive", "iCloud"),
        ("Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/x", "Google Drive"),
        ("Users/ana/Library/CloudStorage/Other-x", "a cloud service"),
        ("home/ana/Nextcloud/x", "Nextcloud"),
        ("home/ana/.local/share/cpsim", None),
        ("home/ana/dropboxes/x", None),
        ("home/ana/box", None),
    ],
)
def test_a_folder_that_is_copied_is_known_by_its_name(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    """However the account is added to it."""
    assert place.copied_by(tmp_path / folder, {}) == service


@pytest.mark.parametrize(("mark", "service"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_a_folder_that_is_copied_is_known_by_what_lies_in_it(tmp_path: Path, mark: str, service: str) -> None:
    """Whatever it is called, as far up as it may be."""
    deep = tmp_path / "plain" / "deeper"
    deep.mkdir(parents=True)
    assert place.copied_by(deep, {}) is None
    (tmp_path / mark).mkdir()
    assert place.copied_by(deep, {}) == service


def test_windows_says_where_onedrive_is(tmp_path: Path) -> None:
    """Its folder can have any name."""
    assert (
        place.copied_by(tmp_path / "work" / "x", {"OneDriveCommercial": str(tmp_path / "work")}) == "OneDrive"
    )
    assert place.copied_by(tmp_path / "work" / "x", {"OneDriveCommercial": ""}) is None


@pytest.mark.parametrize(
    ("release", "well"),
    [
        ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.45.0", False), ("3.50.6", False),
        ("3.50.7", True), ("3.51.0", False), ("3.51.2", False), ("3.51.3", True), ("3.53.1", True), ("4.0.0", True),
    ],
)  # fmt: skip
def test_a_release_with_a_fault_is_known(release: str, well: bool) -> None:
    """The fault was mended in three lines of releases."""
    assert place.loses_nothing(release) is well
    assert place.sqlite_release().count(".") == 2
