"""Files are found in one order, and everything that is not read is accounted for."""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from etl.errors import DocumentRejected
from etl.sources import discover as module
from etl.sources.discover import Found, Ignored, Refusal, SourceFile, SourceRole, discover

TEXT = b"The General Assembly,\n\nRecalling its resolution 83/148,\n" * 40


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
    return folder


def archive(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


def reasons(found: list[Found]) -> dict[str, str]:
    return {item.path: item.reason for item in found if isinstance(item, Refusal | Ignored)}


def paths(found: list[Found]) -> list[str]:
    return [item.path for item in found if isinstance(item, SourceFile)]


def test_files_come_in_the_order_of_their_paths_whatever_the_file_system_says(
    tmp_path: Path,
) -> None:
    names = ["b/2.xml", "a.xml", "b.xml", "b/10.xml", "Z.xml", "ä.xml", "b/c/1.txt"]
    tree(tmp_path, *names)
    assert paths(list(discover([tmp_path]))) == sorted(names)


def test_a_file_knows_its_size_and_reads_its_bytes_and_their_digest(tmp_path: Path) -> None:
    (source,) = discover([tree(tmp_path, "x.txt")])
    assert isinstance(source, SourceFile)
    content = source.read()
    assert (source.size, content.data) == (len(TEXT), TEXT)
    assert content.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_what_cannot_be_a_resolution_is_ignored_with_its_reason(tmp_path: Path) -> None:
    tree(tmp_path, "README.md", "A_RES_1.md", "logo.png", ".git/HEAD", ".hidden", "LICENSE")
    found = list(discover([tmp_path]))
    assert paths(found) == ["A_RES_1.md"]
    assert reasons(found) == {
        ".git": "hidden folder",
        ".hidden": "hidden file",
        "LICENSE": "text about the collection",
        "README.md": "text about the collection",
        "logo.png": ".png files hold no resolutions",
    }


def test_files_that_must_be_converted_first_are_refused(tmp_path: Path) -> None:
    found = list(discover([tree(tmp_path, "a.pdf", "b.docx", "c.7z")]))
    assert paths(found) == []
    assert all(isinstance(item, Refusal) for item in found)
    assert "convert it to text" in reasons(found)["a.pdf"]


def test_a_path_that_does_not_exist_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    tree(tmp_path, "x.txt")
    found = list(discover([tmp_path / "none", tmp_path / "x.txt"]))
    assert reasons(found)["none"].startswith("cannot be read")
    assert paths(found) == ["x.txt"]


def test_a_path_that_the_system_does_not_take_is_refused_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    found = list(discover([tmp_path / ("x" * 5000), tree(tmp_path, "a.txt") / "a.txt"]))
    assert [type(one) for one in found] == [Refusal, SourceFile]


def test_a_named_file_is_taken_whatever_its_name_and_only_once(tmp_path: Path) -> None:
    tree(tmp_path, "README.md")
    file = tmp_path / "README.md"
    assert paths(list(discover([file, file, tmp_path]))) == ["README.md"]


def test_data_extracts_are_told_from_documents(tmp_path: Path) -> None:
    tree(tmp_path, "76.json", "76.xml")
    roles = [item.role for item in discover([tmp_path]) if isinstance(item, SourceFile)]
    assert roles == [SourceRole.VOTE_EXTRACT, SourceRole.DOCUMENT]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    found = list(discover([tmp_path]))
    assert paths(found) == ["a/x.txt"]
    assert "links are not followed" in reasons(found)["a/loop"]


def test_a_dangling_link_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.xml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.xml")
    found = list(discover([tmp_path]))
    assert paths(found) == []
    assert sorted(reasons(found)) == ["gone.xml", "pipe.xml"]


def test_a_file_whose_name_is_no_text_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    (tmp_path / "caf\u00e9.txt").write_text("x")
    found = list(discover([tmp_path]))
    assert [type(one) for one in found] == [SourceFile, Refusal]
    assert found[1] == Refusal("caf\\xe9.txt", "its name is not UTF-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_rejected_when_it_is_read(tmp_path: Path) -> None:
    (tree(tmp_path, "x.txt") / "x.txt").chmod(0)
    (source,) = discover([tmp_path])
    assert isinstance(source, SourceFile)
    with pytest.raises(DocumentRejected, match="cannot be read"):
        source.read()


def test_a_file_that_vanished_is_rejected_when_it_is_read(tmp_path: Path) -> None:
    (source,) = discover([tree(tmp_path, "x.txt")])
    (tmp_path / "x.txt").unlink()
    assert isinstance(source, SourceFile)
    with pytest.raises(DocumentRejected, match="cannot be read"):
        source.read()


def test_a_file_beyond_any_resolution_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FILE_BYTES", len(TEXT) - 1)
    assert "more than" in reasons(list(discover([tree(tmp_path, "x.txt")])))["x.txt"]


def test_members_of_an_archive_are_read_in_order_and_travel_to_other_processes(
    tmp_path: Path,
) -> None:
    members = {"b/2.xml": b"two" * 99, "a.xml": b"one", "b/": b"", "README.md": b"no"}
    archive(tmp_path / "s.zip", members)
    archive(tmp_path / "stored.zip", {"x.xml": TEXT}, zipfile.ZIP_STORED)
    found = list(discover([tmp_path]))
    assert paths(found) == ["s.zip!a.xml", "s.zip!b/2.xml", "stored.zip!x.xml"]
    assert reasons(found) == {"s.zip!README.md": "text about the collection"}
    sent = pickle.loads(pickle.dumps([f for f in found if isinstance(f, SourceFile)]))
    assert [source.read().data for source in sent] == [b"one", b"two" * 99, TEXT]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/etc/passwd.xml", "absolute"),
        ("C:/x.xml", "absolute"),
        ("../x.xml", "leads out"),
        ("a/../../x.xml", "leads out"),
        ("a\\..\\x.xml", "leads out"),
        ("\\\\server\\x.xml", "absolute"),
        ("inner.zip", "within an archive"),
        ("x.pdf", "convert"),
    ],
)
def test_a_member_with_a_trick_in_its_path_is_refused_and_the_rest_goes_on(
    tmp_path: Path, name: str, reason: str
) -> None:
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w") as target:
        info = zipfile.ZipInfo("x")
        info.filename = name
        target.writestr(info, TEXT)
        target.writestr("good.xml", TEXT)
    found = list(discover([path]))
    assert paths(found) == ["s.zip!good.xml"]
    assert any(reason in why for why in reasons(found).values())


def test_a_member_that_is_a_link_or_encrypted_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.zip"
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(link, "/etc/passwd")
        target.writestr("secret.xml", TEXT)
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"secret.xml") - 46
    data[entry + 8] |= 1
    path.write_bytes(data)
    found = list(discover([path]))
    assert reasons(found) == {
        "s.zip!link.xml": "it is a symbolic link",
        "s.zip!secret.xml": "it is encrypted",
    }


def test_a_second_member_of_one_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        target.writestr("x.xml", b"one")
        target.writestr("x.xml", b"two")
    found = list(discover([path]))
    assert [source.read().data for source in found if isinstance(source, SourceFile)] == [b"one"]
    assert "second member" in reasons(found)["s.zip!x.xml"]


def test_a_zip_bomb_is_refused_by_what_it_states(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"x.xml": b" " * 30_000_000})
    assert "swells" in next(iter(reasons(list(discover([path]))).values()))


def test_a_zip_bomb_that_states_a_small_size_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"x.xml": b" " * 60_000_000})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 5000)
    path.write_bytes(data)
    (source,) = discover([path])
    assert isinstance(source, SourceFile)
    with pytest.raises(DocumentRejected, match=r"swells|more than"):
        source.read()


def test_members_that_overlap_to_swell_together_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "s.zip", {f"{n}.xml": b"ab" * 1000 for n in range(2)})
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = bytearray(data[start : data.index(b"PK\x01\x02", start + 4)])
    struct.pack_into("<I", entry, 24, 100_000)
    struct.pack_into("<I", entry, 20, 10_000)
    count = 2000
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, count, count, len(entry) * count)
    path.write_bytes(data[:start] + bytes(entry) * count + bytes(tail))
    (refusal,) = discover([path])
    assert isinstance(refusal, Refusal)
    assert "swells" in refusal.reason


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:60],
        lambda data: b"PK\x03\x04" + b"\x00" * 40,
        lambda data: b"no archive",
        lambda data: b"",
    ],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, damage: object) -> None:
    path = archive(tmp_path / "s.zip", {"x.xml": TEXT})
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    (refusal,) = discover([path])
    assert isinstance(refusal, Refusal)
    assert "cannot be opened" in refusal.reason


@pytest.mark.parametrize("offset", [0, 45, 60])
def test_a_damaged_member_is_rejected_when_it_is_read(tmp_path: Path, offset: int) -> None:
    path = archive(tmp_path / "s.zip", {"x.xml": os.urandom(2000)}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[offset] ^= 0xFF
    path.write_bytes(data)
    (source,) = discover([path])
    assert isinstance(source, SourceFile)
    with pytest.raises(DocumentRejected, match="damaged"):
        source.read()
