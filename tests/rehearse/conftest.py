"""Rehearsals share a database."""

import pytest


@pytest.fixture
def database_url(swept_database_url: str) -> str:
    return swept_database_url
