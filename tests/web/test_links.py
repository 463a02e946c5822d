"""The addresses that people type, scan and click."""

import ipaddress

from server.web.links import lan_address, qr_svg, qr_terminal, room_links


def test_a_room_has_a_link_to_click_one_to_read_aloud_and_one_for_the_projector():
    links = room_links("http://10.0.0.7:8000", "CDFGHJ", "secret")

    assert links.join_url == "http://10.0.0.7:8000/CDFGHJ"
    assert links.short_url == "10.0.0.7:8000/CDFGHJ"
    assert links.projector_url == "http://10.0.0.7:8000/projector/CDFGHJ?key=secret"


def test_the_code_to_scan_is_a_picture_without_script():
    picture = qr_svg("http://10.0.0.7:8000/CDFGHJ")

    assert picture.startswith("<svg") and "<script" not in picture and "viewBox" in picture
    assert picture != qr_svg("http://10.0.0.7:8000/CDFGHK")


def test_the_code_in_the_terminal_is_made_of_blocks():
    lines = qr_terminal("http://10.0.0.7:8000/CDFGHJ").splitlines()

    assert len(lines) > 10 and "█" in "".join(lines)


def test_the_address_of_this_machine_is_one():
    assert not ipaddress.ip_address(lan_address()).is_unspecified
