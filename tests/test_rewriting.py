from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File, Files
from PIL import Image

from samverka.website.pictures import Pictures
from samverka.website.rewriting import rewrite


def png(width: int, height: int) -> bytes:
    content = BytesIO()
    Image.new("1", (width, height)).save(content, "PNG")
    return content.getvalue()


def file(path: str, content: bytes | str) -> File:
    made = File(path, src_dir=None, dest_dir="site", use_directory_urls=True)
    made.content_bytes = content if isinstance(content, bytes) else content.encode()
    return made


def fitted(html: str, **files: bytes | str) -> str:
    """The text of a page in om/, on a site with the files."""
    made = Files([file(path, content) for path, content in files.items()])
    return rewrite(html, Pictures(made, "om/"))


def test_a_picture_gets_its_size() -> None:
    assert fitted('<img src="bild%20å.png" alt="A">', **{"om/bild å.png": png(30, 20)}) == (
        '<img src="bild%20å.png" alt="A" decoding="async" width="30" height="20">'
    )


def test_only_the_first_picture_is_fetched_before_the_reader_comes_to_it() -> None:
    first, second = fitted("<img src=a.png>|<img src=b.png>").split("|")
    assert ("lazy" in first, "lazy" in second) == (False, True)


def test_a_width_the_editor_chose_decides_the_height() -> None:
    html = fitted('<img src="../a.png" width="15">', **{"a.png": png(30, 20)})
    assert 'width="15"' in html
    assert 'height="10"' in html


def test_a_drawing_has_the_size_it_says_or_that_of_its_view() -> None:
    told = '<?xml version="1.0"?><svg width="40px" height="30" viewBox="0 0 4 3">'
    view = '<svg viewBox="0 0 640 480.4" width="100%">'
    assert 'width="40" height="30"' in fitted("<img src=/a.svg>", **{"a.svg": told})
    assert 'width="640" height="480"' in fitted("<img src=/a.svg>", **{"a.svg": view})


def test_what_is_no_picture_gets_no_size() -> None:
    for content in (
        b"",
        b"text",
        "<svg>",
        '<svg viewBox="0 0 0 0">',
        '<svg width="1.2.3" height="1">',
    ):
        for name in ("a.png", "a.svg"):
            assert "width" not in fitted(f"<img src=/{name}>", **{name: content})
    assert "width" not in fitted("<img src=saknas.png>")


def test_alignment_is_a_class_since_no_style_may_stand_in_a_page() -> None:
    assert fitted('<td class="a" style="text-align: right;">1</td>') == (
        '<td class="a to-right">1</td>'
    )


def test_the_box_of_a_task_has_a_name() -> None:
    assert fitted('<input type="checkbox" disabled>') == (
        '<input type="checkbox" disabled aria-label="Klart">'
    )


def test_text_and_attributes_are_left_as_they_are() -> None:
    html = '<p title="a > b">1 &lt; 2 &amp; <em>3</em></p><img alt="&lt;b&gt; &quot;" src="x">'
    assert fitted(html) == html.replace('src="x"', 'src="x" decoding="async"')


@given(st.text(alphabet="<>img/hr\"' =styleabc&;\n"))
def test_any_text_goes_through(html: str) -> None:
    fitted(html)
