"""Small pages that say what is wrong.  What passes by itself asks again by itself."""

import html

from aiohttp import web

AGAIN_SECONDS = 3


def sorry(status: int, title: str, text: str) -> web.Response:
    return web.Response(status=status, text=_page(title, text), content_type="text/html")


def database_away() -> web.HTTPException:
    """To be raised; the same address is asked for again, so whatever stands in it is not lost."""
    text = "The database does not answer just now. Nothing is lost. This page tries again by itself."
    return web.HTTPServiceUnavailable(
        text=_page("One moment", text), content_type="text/html", headers=_again(AGAIN_SECONDS)
    )


def too_many_keys() -> web.HTTPException:
    """To be raised."""
    text = "Too many wrong console links came from your network. This page tries again by itself."
    return web.HTTPTooManyRequests(
        text=_page("One moment", text), content_type="text/html", headers=_again(AGAIN_SECONDS)
    )


def _again(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds), "Refresh": str(seconds)}


def _page(title: str, text: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{html.escape(title)} · Threadrace</title>'
        f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></html>"
    )
