"""From a file as sent to the tables in it: gz and ZIP are unpacked one member at a time.

A member lies on disk while it is read and is removed after, so memory and disk stay bounded.
"""

from __future__ import annotations

import bz2
import copy
import gzip
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from datasources.intake import descriptors, directories, findings, sniffing
from datasources.intake.descriptors import NOTHING_SAID, Described, Descriptor
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.limits import Budget, check_ratio
from datasources.intake.reading import IncomingFile
from datasources.intake.words import counted
from datasources.labels import label_of_member
from partnerships.words import listed

BLOCK = 1024 * 1024
READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
LEFT_BY_SYSTEMS = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)")
DESCRIBES_OTHERS = re.compile(
    r"(^|/)((read[ _-]?me|licen[cs]e|copying|notes?|metadata|manifest|data[ _-]?package)"
    r"([ _.-][^/]*)?\.(txt|md|html?|json|xml|yaml|yml)|read[ _-]?me|licen[cs]e|[^/]+\.md)$",
    re.IGNORECASE,
)
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Table:
    """One table's file: what to call it in a finding, where it lies, and its form."""

    name: str
    path: Path
    form: str
    described: Described = NOTHING_SAID
    """What a descriptor beside it says of its columns."""


def tables_of(
    file: IncomingFile,
    folder: Path,
    budget: Budget,
    note: Callable[[Finding], None],
    is_other_kind: Callable[[str], bool],
) -> Iterator[Table]:
    """Each table in the file. Raises Refused when the file as a whole cannot be used."""
    if not file.path.is_file():
        raise Refused(
            findings.FILE_MISSING, "The stored file could not be opened.", "Send it again."
        )
    form = sniffing.form_of(file.path, file.name)
    _note_name(file.name, form, file.name, note)
    if form == sniffing.ZIP:
        yield from _tables_of_zip(file, folder, budget, note, is_other_kind)
    elif form == sniffing.GZ:
        unpacked = folder / "unpacked"
        _gunzip(file.path, unpacked, budget)
        yield _table_within(file.name, unpacked, _without_gz(file.name), note)
        unpacked.unlink(missing_ok=True)
    else:
        yield Table(file.name, file.path, form)


def _note_name(name: str, form: str, label: str, note: Callable[[Finding], None]) -> None:
    otherwise = sniffing.named_otherwise(name, form, label)
    if otherwise is not None:
        note(otherwise)


def _table_within(label: str, path: Path, name: str, note: Callable[[Finding], None]) -> Table:
    form = sniffing.form_of(path, name)
    if form in (sniffing.GZ, sniffing.ZIP):
        raise Refused(
            findings.ZIP_IN_ZIP,
            "This is a packed file within a packed file, which we do not open.",
            "Unpack it on your own computer and send what is inside.",
        )
    _note_name(name, form, label, note)
    return Table(label, path, form)


def _tables_of_zip(
    file: IncomingFile,
    folder: Path,
    budget: Budget,
    note: Callable[[Finding], None],
    is_other_kind: Callable[[str], bool],
) -> Iterator[Table]:
    unpacked = folder / "member"
    packed = folder / "member.gz"
    with zipfile.ZipFile(file.path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_members(members, budget.limits.members)
        wanted = [member for member in members if not LEFT_BY_SYSTEMS.search(member.filename)]
        others = [member for member in wanted if is_other_kind(member.filename)]
        wanted = [member for member in wanted if member not in others]
        about = [member for member in wanted if DESCRIBES_OTHERS.search(member.filename)]
        if len(about) < len(wanted):
            wanted = [member for member in wanted if member not in about]
        else:
            about = []
        directories.check(
            archive.infolist(),
            wanted,
            budget.limits,
            packed=file.path.stat().st_size,
            allowed=budget.left,
        )
        if others:
            note(_set_aside(file.name, others))
        described = _described_in(archive, about, file.name, budget, note)
        if about:
            note(_describes(file.name, about))
        for member in wanted:
            label = label_of_member(file.name, member.filename)
            try:
                if stat.S_ISLNK(member.external_attr >> 16):
                    raise _link()
                _extract(archive, member, unpacked, budget)
                name = member.filename
                if sniffing.form_of(unpacked, name) == sniffing.GZ:
                    unpacked.rename(packed)
                    _gunzip(packed, unpacked, budget)
                    name = _without_gz(name)
                table = _table_within(label, unpacked, name, note)
                table = replace(table, described=_said_of(described, member.filename))
            except Refused as refusal:
                if refusal.code == findings.UNPACKS_TOO_LARGE:
                    raise
                note(
                    finding(
                        refusal.code,
                        refusal.message,
                        refusal.what_to_do,
                        file=label,
                        count=1,
                        severity=findings.WARNING,
                    )
                )
            else:
                yield table
            finally:
                unpacked.unlink(missing_ok=True)
                packed.unlink(missing_ok=True)


def _described_in(
    archive: zipfile.ZipFile,
    about: list[zipfile.ZipInfo],
    name: str,
    budget: Budget,
    note: Callable[[Finding], None],
) -> list[Descriptor]:
    """The descriptors that say something of the tables; they are taken out of `about`."""
    held = [one.filename for one in archive.infolist()]
    found: list[Descriptor] = []
    for member in [one for one in about if descriptors.is_descriptor(one.filename)]:
        said = _descriptor(archive, member, budget)
        if said is None:
            continue
        if (lacking := descriptors.absent(said, held, name)) is not None:
            note(lacking)
        if said.says_anything:
            found.append(said)
            about.remove(member)
            note(descriptors.used(name, member.filename))
    return found


def _descriptor(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget
) -> Descriptor | None:
    """None for one that is too large, damaged or none."""
    if member.file_size > descriptors.LARGEST:
        return None
    try:
        with archive.open(member) as stream:
            content = stream.read(descriptors.LARGEST)
    except sniffing.DAMAGE:
        return None
    budget.spend(len(content))
    return descriptors.read(content, member.filename)


def _said_of(described: Iterable[Descriptor], member: str) -> Described:
    return next((said for one in described if (said := one.of(member))), NOTHING_SAID)


def _link() -> Refused:
    return Refused(
        findings.ZIP_LINK,
        "This entry of the ZIP is a link to another file and no file itself. It was not followed.",
        "Make the ZIP again with the file itself in it.",
    )


def _describes(name: str, members: list[zipfile.ZipInfo]) -> Finding:
    return finding(
        findings.MEMBER_SET_ASIDE,
        f"{counted(len(members), 'file', 'describes')} the others in the ZIP and"
        f" {'was' if len(members) == 1 else 'were'} left alone:"
        f" {listed([member.filename for member in members], 6)}.",
        count=len(members),
        file=name,
    )


def _set_aside(name: str, members: list[zipfile.ZipInfo]) -> Finding:
    return finding(
        findings.MEMBER_SET_ASIDE,
        f"{counted(len(members), 'file', 'is')} of another kind in the ZIP (outcomes, or stop and"
        f" search) and {'was' if len(members) == 1 else 'were'} left alone.",
        "Nothing, unless you meant to send those: they need a source of their own kind.",
        count=len(members),
        file=name,
    )


def _check_members(members: list[zipfile.ZipInfo], most: int) -> None:
    if len(members) > most:
        raise Refused(
            findings.ZIP_TOO_MANY,
            f"The ZIP holds {len(members):,} files; we read at most {most:,}.",
            "Send only the files of your own force and of the months you need.",
        )
    for member in members:
        if _climbs_out(member.filename):
            raise Refused(
                findings.ZIP_CLIMBS_OUT,
                "The ZIP holds a file whose path leads out of the ZIP's own folder. Ordinary"
                " programs do not make such files, so nothing of it was read.",
                "Do not use this ZIP. Download it again from its publisher.",
            )
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Refused(
            findings.ZIP_ENCRYPTED,
            "The ZIP is locked with a password.",
            "Unpack it on your own computer and send the files, or make a ZIP without a password.",
        )


def _climbs_out(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in PurePosixPath(path).parts or ":" in path.split("/")[0]


def _extract(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: Budget
) -> None:
    if member.compress_type not in READABLE_METHODS:
        raise Refused(
            findings.ZIP_DAMAGED,
            "This file in the ZIP is packed in a way that we cannot read.",
            "Make the ZIP again with the ordinary method of Windows or macOS.",
        )
    try:
        with archive.open(_as_opened(member)) as stream:
            unpacking = bz2.BZ2File(stream) if member.compress_type == zipfile.ZIP_BZIP2 else stream
            _pour(
                unpacking,
                target,
                budget,
                packed=member.compress_size,
                declared=member.file_size,
            )
    except sniffing.DAMAGE as damage:
        raise Refused(
            findings.ZIP_DAMAGED,
            "This file in the ZIP is damaged.",
            "Download or copy the ZIP again and look whether it opens on your own computer.",
        ) from damage


def _as_opened(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member of bzip2 as its packed bytes: zipfile would unpack a block of any size at once."""
    if member.compress_type != zipfile.ZIP_BZIP2:
        return member
    packed = copy.copy(member)
    packed.compress_type = zipfile.ZIP_STORED
    packed.file_size = member.compress_size
    # It is the sum of the unpacked bytes; bzip2 has one of its own.
    del packed.CRC
    return packed


def _gunzip(source: Path, target: Path, budget: Budget) -> None:
    try:
        with gzip.open(source) as stream:
            _pour(stream, target, budget, packed=source.stat().st_size)
    except sniffing.DAMAGE as damage:
        raise Refused(
            findings.GZ_DAMAGED,
            "The compressed file is damaged or only part of it arrived.",
            "Download or copy it again, or send it uncompressed.",
        ) from damage


def _pour(
    stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File,
    target: Path,
    budget: Budget,
    *,
    packed: int,
    declared: int | None = None,
) -> None:
    unpacked = 0
    with target.open("wb") as out:
        while block := stream.read(BLOCK):
            unpacked += len(block)
            budget.spend(len(block))
            if declared is not None and unpacked > declared:
                raise zipfile.BadZipFile("A member is larger than the directory says.")
            check_ratio(budget.limits, packed=packed, unpacked=unpacked)
            out.write(block)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name
