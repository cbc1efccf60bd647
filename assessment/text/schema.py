"""The schema that browser and server share, and what prosemirror-py lacks to follow the browser.

`schema.json` is written by `npm run schema` from the editor's own list of extensions.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from prosemirror.model import Fragment, Node, Schema, Slice
from prosemirror.transform import AddMarkStep, RemoveMarkStep, Step, StepResult
from prosemirror.transform.map import Mappable
from prosemirror.transform.step import STEPS_BY_ID, step_json_id

_WRITTEN = Path(__file__).with_name("schema.json").read_bytes()
SCHEMA_HASH = hashlib.sha256(_WRITTEN).hexdigest()[:16]


_SPEC = json.loads(_WRITTEN)
# How much a text may hold, and each attribute: declared beside the editor, checked before all else.
LIMITS: dict[str, dict[str, Any]] = _SPEC["limits"]


def _load() -> Schema[Any, Any]:
    return Schema(
        {
            "topNode": _SPEC["topNode"],
            "nodes": dict(_SPEC["nodes"]),
            "marks": dict(_SPEC["marks"]),
        }
    )


SCHEMA = _load()


class MarkSetStep(Step):
    """Several mark steps as one: newer browsers send it when a mark is undone."""

    def __init__(self, steps: list[AddMarkStep | RemoveMarkStep]) -> None:
        super().__init__()
        self.steps = steps

    def apply(self, doc: Node) -> StepResult:
        for step in self.steps:
            result = step.apply(doc)
            if result.doc is None:
                return result
            doc = result.doc
        return StepResult(doc, None)

    def invert(self, doc: Node) -> Step:
        return MarkSetStep([cast(AddMarkStep, step.invert(doc)) for step in self.steps])

    def map(self, mapping: Mappable) -> Step | None:
        mapped = [step.map(mapping) for step in self.steps]
        kept = [cast(AddMarkStep, step) for step in mapped if step is not None]
        return MarkSetStep(kept) if kept else None

    def to_json(self) -> dict[str, Any]:
        return {"stepType": "markSet", "steps": [step.to_json() for step in self.steps]}

    @staticmethod
    def from_json(schema: Schema[Any, Any], json_data: dict[str, Any] | str) -> "MarkSetStep":
        written = json.loads(json_data) if isinstance(json_data, str) else json_data
        steps = written.get("steps")
        known = {"addMark", "removeMark"}
        if not isinstance(steps, list) or any(step.get("stepType") not in known for step in steps):
            raise ValueError("Invalid JSON for MarkSetStep")
        return MarkSetStep([cast(AddMarkStep, Step.from_json(schema, step)) for step in steps])


def _insert_into(
    content: Fragment, at: int, inserted: Fragment, opens: tuple[int, int], parent: Node | None
) -> Fragment | None:
    """Nodes that the slice leaves open need not be whole yet; only closed ones are checked."""
    found = content.find_index(at)
    index, offset = found["index"], found["offset"]
    child = content.maybe_child(index)
    if offset == at or (child is not None and child.is_text):
        is_closed = opens[0] <= 0 and opens[1] <= 0
        if parent is not None and is_closed and not parent.can_replace(index, index, inserted):
            return None
        return content.cut(0, at).append(inserted).append(content.cut(at))
    if child is None:
        raise ValueError("Position outside of the slice")
    inner_opens = (
        opens[0] - 1 if index == 0 else 0,
        opens[1] - 1 if index == content.child_count - 1 else 0,
    )
    inner = _insert_into(child.content, at - offset - 1, inserted, inner_opens, child)
    return content.replace_child(index, child.copy(inner)) if inner is not None else None


def _insert_at(self: Slice, pos: int, fragment: Fragment) -> Slice | None:
    opens = (self.open_start + 1, self.open_end + 1)
    content = _insert_into(self.content, pos + self.open_start, fragment, opens, None)
    return Slice(content, self.open_start, self.open_end) if content is not None else None


def _follow_newer_browsers() -> None:
    if "markSet" not in STEPS_BY_ID:
        step_json_id("markSet", MarkSetStep)
    # prosemirror-py 0.6.1 refuses legal steps.
    Slice.insert_at = _insert_at


_follow_newer_browsers()
