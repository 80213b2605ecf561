import pytest

from loaders.encodings import NotTextError, decode, tidy

TEXT = "Le général Tô Lâm a reçu « ses hôtes » à Hanoï – le 6 mars."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_latin1_is_read_as_its_common_form() -> None:
    french = "Le général a reçu « ses hôtes » – à l’École."
    assert decode(french.encode("windows-1252")) == french


def test_stray_latin1_bytes_in_utf8_are_mended() -> None:
    assert decode("Tô Lâm et le ".encode() + "général".encode("latin-1")) == "Tô Lâm et le général"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7\nabc", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"\x1f\x8b\x08abc", "gzip"),
        (bytes(range(256)) * 8, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(NotTextError, match=reason):
        decode(data)


def test_tidy_composes_and_drops_what_cannot_be_seen() -> None:
    assert (
        tidy("To\u0302 La\u0302m\u200b \ufeffmet\u202e\x00 us\r\nhere\rthere\ud800")
        == "Tô Lâm met  us\nhere\nthere\ufffd"
    )
