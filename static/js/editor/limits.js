// How much a section's text may hold. The server takes these over and checks them before anything else.
export const LIMITS = {
  // A section of the printed document has 150 to 3,000 words; this is a hundred times a long one.
  document: { characters: 300_000, parts: 12_000, levels: 24 },
  // Each cell of a table costs the printing of a page about ten milliseconds.
  table: { cells: 1_500, columns: 60, rows: 400 },
  // [least, most] for a number, the most characters for words.
  attrs: {
    heading: { level: [1, 2] },
    orderedList: { start: [0, 999] },
    tableCell: { colspan: [1, 50], rowspan: [1, 50] },
    tableHeader: { colspan: [1, 50], rowspan: [1, 50] },
    figure: { evidence: 64, note: 500 },
    link: { href: 2_000 },
  },
};
