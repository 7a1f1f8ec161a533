"""Reads the text that the engine writes for imported resources: blocks, attributes, plain values.

The language of that text has far more to it (functions, loops, conditions); the importer's writer
uses none of it, and what it does not use is refused here by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["Block", "PclError", "Reference", "Secret", "parse"]

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<word>[A-Za-z_][\w-]*)
      | (?P<mark>[{}\[\]()=,.:])
      | (?P<odd>\S)
    )""",
    re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$\$|%%)\{")
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t"}
_WORDS: Final = {"true": True, "false": False, "null": None}


class PclError(Exception):
    """The text is not what the importer writes."""


@dataclass(frozen=True)
class Reference:
    """A value of another resource: `vpc.id`."""

    name: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Secret:
    """A value that is secret."""

    value: Any


@dataclass(frozen=True)
class Block:
    """A block: its kind, its labels, its attributes and the blocks inside."""

    kind: str
    labels: tuple[str, ...]
    attributes: dict[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


def parse(text: str) -> list[Block]:
    """Return the blocks of a text.

    Raises:
        PclError: It has something that the importer does not write.
    """
    reader = _Reader(text)
    found = []
    while reader.kind:
        found.append(reader.block())
    return found


class _Reader:
    """The tokens of a text, one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._advance()

    def _advance(self) -> None:
        self.kind, self.text = next(self._tokens, ("", ""))

    def taken(self, *wanted: str) -> str:
        """Return the token and go on; it has to be of one of the kinds, or one of the marks."""
        text = self.text
        if self.kind not in wanted and text not in wanted:
            raise PclError(f"{text or 'the end'} where {' or '.join(wanted)} was expected")
        self._advance()
        return text

    def _skipped(self, mark: str) -> bool:
        if self.kind == "mark" and self.text == mark:
            self._advance()
            return True
        return False

    def block(self, kind: str = "") -> Block:
        """Return a block with everything inside."""
        kind = kind or self.taken("word")
        labels = []
        while not self._skipped("{"):
            label = self.taken("word", "string")
            labels.append(_unquoted(label) if label.startswith('"') else label)
        attributes: dict[str, Any] = {}
        blocks = []
        while not self._skipped("}"):
            name = self.taken("word")
            if self._skipped("="):
                attributes[name] = self.value()
            else:
                blocks.append(self.block(name))
        return Block(kind, tuple(labels), attributes, tuple(blocks))

    def value(self) -> Any:
        """Return one value."""
        kind, text = self.kind, self.taken("string", "number", "word", "[", "{")
        if kind == "string":
            return _unquoted(text)
        if kind == "number":
            return float(text) if re.search(r"[.eE]", text) else int(text)
        if kind == "word":
            return self._named(text)
        return self._list() if text == "[" else self._object()

    def _named(self, word: str) -> Any:
        if word in _WORDS:
            return _WORDS[word]
        if self._skipped("("):
            if word != "secret":
                raise PclError(f"the function {word}")
            value = self.value()
            self.taken(")")
            return Secret(value)
        path: list[str | int] = []
        while self.text in (".", "["):
            if self._skipped("["):
                index = self.value()
                self.taken("]")
                path.append(index)
            else:
                self.taken(".")
                path.append(self.taken("word"))
        return Reference(word, tuple(path))

    def _list(self) -> list[Any]:
        found = []
        while not self._skipped("]"):
            found.append(self.value())
            self._skipped(",")
        return found

    def _object(self) -> dict[str, Any]:
        found = {}
        while not self._skipped("}"):
            key = self.taken("word", "string")
            self.taken("=", ":")
            found[_unquoted(key) if key.startswith('"') else key] = self.value()
            self._skipped(",")
        return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "odd":
            raise PclError(f"the character {match['odd']}")
        yield kind, match[kind]


def _unquoted(text: str) -> str:
    """Return the text of a quoted string; it must not hold a template."""
    inner = text[1:-1]
    if re.search(r"(?<!\$)\$\{|(?<!%)%\{", inner):
        raise PclError(f"the template {text}")
    return _ESCAPE.sub(_unescaped, inner)


def _unescaped(match: re.Match[str]) -> str:
    short, long, plain, marker = match.groups()
    if marker:
        return f"{marker[0]}{{"
    if plain:
        return _CONTROL.get(plain, plain)
    return chr(int(short or long, 16))
