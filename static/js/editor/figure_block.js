// A figure in the text: while writing it is a card with headline and picture; the server draws it in print.
import { Figure } from "./extensions.js";

export function figureBlock(figures) {
  const known = new Map(figures.map((figure) => [String(figure.evidence), figure]));
  return Figure.extend({
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
