"""An address has one spelling, and what is no address is said in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.mail.subscribers.addresses import LONGEST, normalise


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Anna.Ek@Exempel.SE ", "anna.ek@exempel.se"),
        ("anna@växjö.se", "anna@xn--vxj-qla6g.se"),
        ("anna@VÄXJÖ.se", "anna@xn--vxj-qla6g.se"),
        ("anna@va\u0308xjo\u0308.se", "anna@xn--vxj-qla6g.se"),
        ("anna@xn--vxj-qla6g.se", "anna@xn--vxj-qla6g.se"),
        ("anna+brev@exempel.se", "anna+brev@exempel.se"),
        ("o'neill_3@exempel.se", "o'neill_3@exempel.se"),
        ("=1+1@exempel.se", "=1+1@exempel.se"),
    ],
)
def test_an_address_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert normalise(written) == kept


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "saknas"),
        ("anna", "saknar @"),
        ("anna@ek@exempel.se", "mer än ett @"),
        ("anna ek@exempel.se", "mellanslag"),
        ("anna@exempel.se\r\nBcc: b@exempel.se", "osynliga tecken"),
        ("anna\0@exempel.se", "osynliga tecken"),
        ("anna@exempel.se\u200b", "osynliga tecken"),
        ("Anna <anna@exempel.se>", "mellanslag"),
        ("åsa@exempel.se", "tecken som å, ä och ö"),
        ("anna@exempel", "saknas något efter @"),
        ("anna..ek@exempel.se", "före @ går inte"),
        (".anna@exempel.se", "före @ går inte"),
        ("<anna>@exempel.se", "före @ går inte"),
        ("anna@-exempel.se", "efter @ går inte"),
        ("anna@exempel.se,b@exempel.se", "mer än ett @"),
        ("anna@exempel..se", "efter @ går inte"),
        ("anna@[127.0.0.1]", "efter @ går inte"),
        ("anna@server.local", "efter @ går inte"),
        (f"{'a' * 65}@exempel.se", "mer än 64 tecken före @"),
        (f"a@{'b.' * 130}se", f"längre än {LONGEST}"),
    ],
)
def test_what_is_no_address_is_refused_in_words_of_its_own(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        normalise(written)


SIGNS = st.text("aÅö.@-+ '=\"\r\n\0\u200b<>,;:()[]\\|%ﬁßİ1_", max_size=40)


@given(SIGNS | st.builds("{}@{}.se".format, SIGNS, SIGNS) | st.emails())
def test_whatever_is_kept_is_plain_and_stays_the_same(written: str) -> None:
    try:
        kept = normalise(written)
    except ValueError:
        return
    assert normalise(kept) == normalise(kept.upper()) == kept
    assert kept.isascii()
    assert kept.isprintable()
    assert not set(kept) & set(' <>,;:()[]\\"')
    assert kept.count("@") == 1
    assert len(kept) <= LONGEST
