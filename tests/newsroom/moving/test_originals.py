"""Which picture a text shows, whatever size, cut or proxy it asks for."""

import pytest

from newsroom.moving.texts.media import originals

UPLOADED = "https://lake.example/wp-content/uploads/2020/01/ferry.jpg"


@pytest.mark.parametrize(
    "address",
    [
        UPLOADED,
        "http://lake.example/wp-content/uploads/2020/01/ferry.jpg",
        "//LAKE.example/wp-content/uploads/2020/01/ferry.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-300x200.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-scaled.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-rotated.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-e1583330000000.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-e1583330000-300x200.jpg",
        "https://lake.example/wp-content/uploads/2020/01/ferry-300x200.jpg?ssl=1#top",
        "https://i0.wp.com/lake.example/wp-content/uploads/2020/01/ferry.jpg?resize=300%2C200&ssl=1",
        "https://i2.wp.com/lake.example/wp-content/uploads/2020/01/ferry-300x200.jpg?w=1",
    ],
)
def test_a_picture_is_known_by_the_address_that_it_was_uploaded_to(address):
    assert UPLOADED in originals(address)


def test_the_address_itself_is_asked_for_first():
    assert (
        originals("http://lake.example/a-300x200.jpg?x")[0] == "https://lake.example/a-300x200.jpg"
    )


def test_a_site_behind_a_port_has_pictures_as_well():
    assert "https://localhost:8080/a.jpg" in originals("http://localhost:8080/a-300x200.jpg")


def test_a_big_picture_is_known_by_the_copy_that_wordpress_made_of_it():
    assert "https://lake.example/a-scaled.jpg" in originals("https://lake.example/a-300x200.jpg")


def test_names_in_other_scripts_are_compared_as_they_are_read():
    assert (
        originals("https://lake.example/%D5%AC%D5%AB%D5%B3.jpg")[0]
        == "https://lake.example/լիճ.jpg"
    )


@pytest.mark.parametrize(
    "address", ["", "data:image/png;base64,AAAA", "/a.jpg", "https://[x", "ftp://x/a"]
)
def test_what_is_no_address_of_the_web_has_no_original(address):
    assert originals(address) == []
