"""Engines are kept outside the checkout, under a name that only whole ones have."""

from __future__ import annotations

import threading

import pytest
from packaging.version import Version

from aurora.engine.cache import Cache
from tests.engine.machine import Silent


def test_the_variable_names_the_folder(tmp_path):
    assert Cache.of({"AURORA_CACHE": str(tmp_path)}).root == tmp_path
    assert "aurora" in str(Cache.of({}).root)


def test_engines_of_different_versions_have_different_places(tmp_path):
    cache = Cache(tmp_path)
    assert cache.engine(Version("3.1.0")) != cache.engine(Version("3.1.1"))


def test_what_is_being_made_has_another_name_until_it_is_whole(tmp_path):
    final = tmp_path / "engine"
    with Cache(tmp_path).making(final) as unfinished:
        (unfinished / "pulumi").write_text("x")
        assert not final.exists()
    assert (final / "pulumi").read_text() == "x"
    assert [path.name for path in tmp_path.iterdir()] == ["engine"]


def test_an_error_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="no"), Cache(tmp_path).making(tmp_path / "engine"):
        raise ValueError("no")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_one_is_replaced(tmp_path):
    final = tmp_path / "engine"
    (final / "half").mkdir(parents=True)
    with Cache(tmp_path).making(final) as unfinished:
        (unfinished / "whole").touch()
    assert [path.name for path in final.iterdir()] == ["whole"]


def test_the_second_waits_and_says_so(tmp_path):
    cache = Cache(tmp_path)
    order: list[str] = []
    inside = threading.Event()
    report = Silent()

    def second() -> None:
        inside.wait()
        with cache.alone(report):
            order.append("second")

    thread = threading.Thread(target=second)
    with cache.alone(Silent()):
        thread.start()
        inside.set()
        while not report.words:
            thread.join(0.01)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert "waiting" in report.words[0]
