"""What mkdocs.yml says about letters, and where the site is."""

from pathlib import Path

import pytest

from samverka.errors import SamverkaError
from samverka.settings import Mail, parse_settings, read_site_url

OURS = """\
plugins:
  - samverka:
      title: Trygg uppväxt
      mail:
        sender: {{name: Trygg uppväxt, address: {address}}}
        unsubscribe_url: {url}
"""


def mail(address: str = "brev@example.org", url: str = "https://example.org/avsluta") -> Mail:
    settings = parse_settings(OURS.format(address=address, url=url))
    assert settings.mail is not None
    return settings.mail


def test_those_who_leave_write_to_the_sender_where_no_other_address_is_set() -> None:
    assert mail().leaving == "brev@example.org"


@pytest.mark.parametrize(
    "address",
    ["brev", "Brevet <brev@example.org>", "a@b", '"a@example.org\\r\\nBcc: b@example.org"'],
)
def test_an_address_that_is_none_is_told_with_its_line(address: str) -> None:
    with pytest.raises(SamverkaError, match=r"(?s)mkdocs\.yml:5.* är ingen mejladress"):
        mail(address=address)


def test_a_name_of_several_lines_is_told_with_its_line() -> None:
    said = OURS.replace("name: Trygg uppväxt", 'name: "Trygg\\nBcc: b@example.org"')
    with pytest.raises(SamverkaError, match=r"mkdocs\.yml:5.*en rad"):
        parse_settings(said.format(address="brev@example.org", url='""'))


@pytest.mark.parametrize("url", ["http://example.org/", "https://example.org/?a=b", "example.org"])
def test_mail_programs_leave_by_https_only(url: str) -> None:
    with pytest.raises(SamverkaError, match=r"mkdocs\.yml:6.*https"):
        mail(url=url)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("site_url: https://example.org/barn", "https://example.org/barn/"),
        ('site_url: !ENV [SITE_URL, ""]', "https://set.example.org/"),
        ("site_url: !ENV SITE_URL", "https://set.example.org/"),
        ("site_url: !ENV [OTHER, SITE_URL, x]", "https://set.example.org/"),
        ("site_url: !ENV [OTHER, https://example.org]", "https://example.org/"),
        ("site_url: !ENV OTHER", ""),
        ("site_url:", ""),
        ("site_name: Exempel", ""),
    ],
)
def test_the_address_of_the_site_is_read_as_mkdocs_reads_it(
    said: str, read: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{said}\n", encoding="utf-8")
    assert read_site_url(tmp_path, {"SITE_URL": "https://set.example.org"}) == read
