"""Steps and the products that they use: a step holds its product's id, and names it as it is called now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_tui.model.recovery.routine import Routine, Step, StepVersion
from routine_tui.model.text import folded

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product


def linked(routine: Routine, products: tuple[Product, ...], first: date, last: date) -> Routine:
    """A routine whose steps name their products as the shelf does, until these end, and hold their ids.

    ``first`` and ``last`` are the days of the window. The same routine where nothing is to be changed.
    """
    ended = [(one, max(one.ended_on, first)) for one in products if one.ended_on and one.ended_on <= last]
    by_id = {one.id: one for one in products}
    by_words = {folded(one.label): one for one in reversed(products)}
    before = ends(routine.named_by, first)
    whole = tuple(with_ended(step, before) for step in routine.steps) if before else routine.steps
    steps = tuple(_until(_linked(step, by_id, by_words), ended) for step in whole)
    return routine if steps == routine.steps else Routine(steps)


def _linked(step: Step, by_id: Mapping[str, Product], by_words: Mapping[str, Product]) -> Step:
    versions = tuple(_called_now(one, by_id, by_words) for one in step.versions)
    return step if versions == step.versions else replace(step, versions=versions)


def _until(step: Step, ended: list[tuple[Product, date]]) -> Step:
    """A step that names none of the ended products from the day of its end on."""
    for product, day in ended:
        if any(version.product_id == product.id for version in step.versions):
            step = without_product(step, partial(_holds, product.id), day)
    return step


def ends(products: Iterable[Product], first: date) -> dict[str, date]:
    """From when products that ended are no longer used, by their ids; ``first`` is the first day of the window."""
    return {one.id: max(one.ended_on, first) for one in products if one.ended_on}


def with_ended(step: Step, ends: Mapping[str, date]) -> Step:
    """A step as if its ended products had not ended: the versions after an end name the product, too."""
    kept = list(step.versions[:1])
    for version in step.versions[1:]:
        before = kept[-1]
        is_end = not version.product and version.valid_from >= ends.get(before.product_id, date.max)
        now = replace(version, product=before.product, product_id=before.product_id) if is_end else version
        if now != replace(before, valid_from=now.valid_from):
            kept.append(now)
    return replace(step, versions=tuple(kept))


def _called_now(version: StepVersion, by_id: Mapping[str, Product], by_words: Mapping[str, Product]) -> StepVersion:
    """A version that names its product as it is called now."""
    if not version.product and not version.product_id:
        return version
    product = by_id.get(version.product_id)
    if product is None:
        product = by_words.get(folded(version.product))
        if product is None or (product.ended_on and version.valid_from >= product.ended_on):
            return version  # what was typed after the end stays as it was typed
        return replace(version, product_id=product.id, product=product.label)
    return version if version.product == product.label else replace(version, product=product.label)


def _holds(product_id: str, version: StepVersion) -> bool:
    return version.product_id == product_id


def names(product: Product, version: StepVersion) -> bool:
    """Whether a version names a product: by its id, or where it holds none in the product's own words."""
    if version.product_id:
        return version.product_id == product.id
    return bool(version.product) and folded(version.product) == folded(product.label)


def without_product(step: Step, is_it: Callable[[StepVersion], bool], day: date) -> Step:
    """A step that no longer names a product from a day on; where a later version names another, it still does."""
    versions = list(step.versions)
    now = step.on(day)
    if now is not None and now.valid_from < day and is_it(now):
        versions.insert(versions.index(now) + 1, replace(now, valid_from=day))
    kept: list[StepVersion] = []
    for version in versions:
        is_without = version.valid_from >= day and is_it(version)
        left = replace(version, product="", product_id="") if is_without else version
        if not kept or left.valid_from < day or left != replace(kept[-1], valid_from=left.valid_from):
            kept.append(left)
    return replace(step, versions=tuple(kept))
