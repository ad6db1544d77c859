"""What a CASE/UCO file says of other files: their names, sizes and digests, never their bytes."""

from collections.abc import Iterator
from dataclasses import replace

from app.interchange.case_uco.graph import Graph, Node
from app.interchange.case_uco.names import facets
from app.interchange.case_uco.own import stated_by
from app.interchange.case_uco.values import SourceFile
from app.interchange.case_uco.vocabulary import CORE, OBSERVABLE, TYPES

_TELLING = frozenset({OBSERVABLE + "fileName", OBSERVABLE + "hash", OBSERVABLE + "sizeInBytes"})


def file_of(graph: Graph, node: Node) -> SourceFile | None:
    """Return the file a node is, put together of its facets; None if it is none."""
    parts = [part for facet in facets(graph, node) for part in _said(graph, facet, node.place)]
    if not parts:
        return None
    whole = parts[0]
    for part in parts[1:]:
        whole = replace(
            whole,
            name=whole.name or part.name,
            size=whole.size or part.size,
            hashes=tuple(dict.fromkeys([*whole.hashes, *part.hashes])),
        )
    return whole


def kept_file(graph: Graph, node: Node) -> SourceFile | None:
    """Return a file kept with an exhibit, with whatever Dossier says of it besides."""
    found = file_of(graph, node)
    if found is None or OBSERVABLE + "File" not in node.types:
        return None
    node.is_taken = True
    name = found.name or " ".join(node.texts(CORE + "name"))
    return replace(found, name=name, stated=stated_by(graph, node))


def _said(graph: Graph, facet: Node, place: str) -> Iterator[SourceFile]:
    if not _TELLING.intersection(facet.properties):
        return
    names = facet.texts(OBSERVABLE + "fileName") or facet.texts(OBSERVABLE + "filePath")
    described = filter(None, map(graph.find, facet.refs(OBSERVABLE + "hash")))
    yield SourceFile(
        name=" ".join(names),
        size=" ".join(facet.texts(OBSERVABLE + "sizeInBytes")),
        hashes=tuple(pair for node in described for pair in _hashes(node)),
        place=place,
    )


def _hashes(node: Node) -> Iterator[tuple[str, str]]:
    method = " ".join(node.texts(TYPES + "hashMethod"))
    for value in node.texts(TYPES + "hashValue"):
        yield method, value.lower()
