// What a section's text may hold. The schema that the server checks against is made from this list.
import { Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";

export const SAFE_HREF = /^(https?:\/\/[^\s]+|mailto:[^\s]+)$/i;

// Two levels below the section's own heading; the page decides which h-element they become.
const SectionHeading = Heading.extend({
  content: "text*",
  addAttributes() {
    return { level: { default: 1, rendered: false, validate: "number" } };
  },
  // The page's own heading is h1 and its parts are h2: the text's headings stand below them.
  parseHTML() {
    return ["h1", "h2", "h3", "h4"].map((tag, place) => ({ tag, attrs: { level: 1 + (place % 2) } }));
  },
  renderHTML({ node, HTMLAttributes }) {
    return [`h${node.attrs.level + 2}`, HTMLAttributes, 0];
  },
}).configure({ levels: [1, 2] });

const Item = ListItem.extend({ content: "paragraph list*" });

const Numbered = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        validate: "number",
        parseHTML: (element) => Number.parseInt(element.getAttribute("start") || "1", 10) || 1,
      },
    };
  },
});

const Quote = Blockquote.extend({ content: "paragraph+" });

const span = { default: 1, validate: "number" };
const SPANS = { colspan: span, rowspan: span };
const Cell = TableCell.extend({ content: "paragraph", addAttributes: () => SPANS });
const HeaderCell = TableHeader.extend({ content: "paragraph", addAttributes: () => SPANS });
const Row = TableRow.extend({ content: "(tableCell | tableHeader)+" });
const SectionTable = Table.extend({
  // Without the widths that the extension writes as style attributes: the content policy refuses them.
  renderHTML: () => ["table", { class: "app-prose-table" }, ["tbody", 0]],
  // One paragraph in a cell: Enter begins a new line in it.
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      Enter: ({ editor }) => editor.isActive("table") && editor.commands.setHardBreak(),
    };
  },
}).configure({ resizable: false });

const SectionLink = Link.extend({
  addAttributes() {
    return { href: { default: "", validate: "string" } };
  },
}).configure({
  autolink: false,
  linkOnPaste: true,
  openOnClick: false,
  protocols: ["http", "https", "mailto"],
  isAllowedUri: (url) => SAFE_HREF.test(url || ""),
  HTMLAttributes: {},
});

export const Figure = Node.create({
  name: "figure",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      evidence: {
        default: "",
        validate: "string",
        parseHTML: (element) => element.dataset.evidence || "",
        renderHTML: ({ evidence }) => ({ "data-evidence": evidence }),
      },
      note: {
        default: "",
        validate: "string",
        parseHTML: (element) => element.dataset.note || "",
        renderHTML: ({ note }) => ({ "data-note": note }),
      },
    };
  },
  parseHTML: () => [{ tag: "figure[data-evidence]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
});

// The order decides the rank of marks; the server takes it over as it stands here.
export const TEXT_EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  SectionHeading,
  BulletList,
  Numbered,
  Item,
  ListKeymap,
  Quote,
  SectionTable,
  Row,
  HeaderCell,
  Cell,
  HardBreak,
  SectionLink,
  Bold,
  Italic,
];

export const SCHEMA_EXTENSIONS = [...TEXT_EXTENSIONS, Figure];
