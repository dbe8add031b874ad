"""Names of products beside their ids in the document of a step, for somebody who reads the file."""

from __future__ import annotations

from routine_tui.store.document_parts import Document


def with_names(document: Document, *known: Document) -> Document:
    """A step in which products have their names beside their ids again, found in other documents of the step.

    The ids alone count; the names are for somebody who reads the file.
    """
    versions = [version for one in known for version in one.get("versions", ())]
    names: dict[str, str] = {}
    for version in versions:
        if product_id := version.get("product_id"):
            names[product_id] = max(names.get(product_id, ""), version["product"])
    for version in document.get("versions", ()):
        if product_id := version.get("product_id"):
            version["product"] = names.get(product_id, "")
    return document
