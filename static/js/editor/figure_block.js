// A figure in the text: while writing it is a card with headline and picture; the server draws it in print.
import { NodeSelection, Plugin, Selection, TextSelection } from "@tiptap/pm/state";

import { Figure } from "./extensions.js";

export function isFigureSelected(state) {
  return state.selection instanceof NodeSelection && state.selection.node.type.name === "figure";
}

// A selected figure gives way to nothing that is typed, pasted or dropped: words go into a paragraph
// after it, a new one where the next block is none.
export function stepOutOfFigure(view) {
  const { state } = view;
  if (!isFigureSelected(state)) return false;
  const after = state.selection.to;
  const { tr } = state;
  if (state.doc.nodeAt(after)?.type.name !== "paragraph") tr.insert(after, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
}

// The first words of the text; a text that begins with a figure is not entered by selecting it.
export function selectFirstWords(view) {
  const { doc } = view.state;
  const found = Selection.findFrom(doc.resolve(0), 1, true);
  if (found) view.dispatch(view.state.tr.setSelection(found));
}

// Backspace (back) or Delete beside a figure selects it; only a second press takes it out.
function selectBeside(editor, back) {
  const { selection, doc } = editor.state;
  const { $from, empty } = selection;
  if (!empty || $from.depth !== 1) return false;
  if ($from.parentOffset !== (back ? 0 : $from.parent.content.size)) return false;
  const at = back ? $from.before() : $from.after();
  const beside = back ? doc.resolve(at).nodeBefore : doc.resolve(at).nodeAfter;
  if (beside?.type.name !== "figure") return false;
  return editor.commands.setNodeSelection(back ? at - beside.nodeSize : at);
}

const keepFigures = new Plugin({
  props: {
    handleTextInput(view, from, to, text) {
      if (!stepOutOfFigure(view)) return false;
      view.dispatch(view.state.tr.insertText(text));
      return true;
    },
    handlePaste(view) {
      stepOutOfFigure(view);
      return false;
    },
    handleDOMEvents: {
      compositionstart(view) {
        stepOutOfFigure(view);
        return false;
      },
    },
  },
});

export function figureBlock(figures) {
  const known = new Map(figures.map((figure) => [String(figure.evidence), figure]));
  return Figure.extend({
    // Before the general keys, which take a figure out at the first press.
    priority: 1000,
    addKeyboardShortcuts() {
      return {
        Backspace: ({ editor }) => selectBeside(editor, true),
        Delete: ({ editor }) => selectBeside(editor, false),
      };
    },
    addProseMirrorPlugins: () => [keepFigures],
    addNodeView() {
      return ({ node }) => {
        const figure = known.get(node.attrs.evidence);
        const card = document.createElement("figure");
        card.className = "app-editor__figure";
        card.contentEditable = "false";
        if (figure?.picture) {
          const picture = document.createElement("img");
          picture.src = figure.picture;
          picture.alt = "";
          card.append(picture);
        }
        const caption = document.createElement("figcaption");
        const headline = document.createElement("strong");
        headline.textContent = figure ? figure.headline : `Figure ${node.attrs.evidence} is no longer among the evidence`;
        caption.append(headline);
        if (node.attrs.note) caption.append(document.createElement("br"), node.attrs.note);
        card.append(caption);
        return { dom: card };
      };
    },
  });
}
