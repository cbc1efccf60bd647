"""Disks that are really full, and really cannot be written."""

import os
import shutil
import subprocess
from pathlib import Path


class TinyDisk:
    """A disk in memory that holds little, mounted where the files of a test are kept."""

    def __init__(self, folder: Path, kilobytes: int = 4096) -> None:
        self.folder = folder
        self.kilobytes = kilobytes

    def mounted(self) -> bool:
        mount = shutil.which("mount")
        if os.geteuid() != 0 or mount is None:
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        return self._run("mount", "-t", "tmpfs", "-o", f"size={self.kilobytes}k", "tmpfs")

    def unmount(self) -> None:
        self._run("umount", "-l")

    def fill(self, *, but: int = 0) -> None:
        """Take all its room but so many bytes."""
        room = os.statvfs(self.folder)
        free = room.f_bavail * room.f_frsize - but
        (self.folder / "ballast").write_bytes(bytes(max(free, 0)))

    def empty(self) -> None:
        (self.folder / "ballast").unlink()

    def make_read_only(self) -> None:
        assert self._run("mount", "-o", "remount,ro")

    def make_writable(self) -> None:
        assert self._run("mount", "-o", "remount,rw")

    def _run(self, *words: str) -> bool:
        done = subprocess.run([*words, str(self.folder)], capture_output=True, check=False)
        return done.returncode == 0
