// Draws a figure interactively in the place of its picture, when the reader asks for it.
let loading = null;

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(attributes.src || attributes.href)));
    document.head.append(element);
  });
}

async function loadLibrary() {
  const { plotlyStyle, plotlyScript } = document.body.dataset;
  // The library looks for its sheet by this id and writes its rules there.
  await load("link", { rel: "stylesheet", id: "plotly.js-style-global", href: plotlyStyle });
  await load("script", { src: plotlyScript });
  return window.Plotly;
}

// The figure says "inherit"; the library measures words apart from the page and needs the name.
function fitted(layout, place) {
  const font = { ...layout.font, family: getComputedStyle(place).fontFamily };
  if (place.clientWidth >= 500) return { ...layout, font };
  return {
    ...layout,
    font: { ...font, size: 13 },
    xaxis: { ...layout.xaxis, title: { text: "" }, nticks: 4, tickangle: 0 },
    yaxis: { ...layout.yaxis, title: { text: "" } },
  };
}

async function explore(button) {
  const place = document.getElementById(button.dataset.explorePlace);
  const status = document.getElementById(button.getAttribute("aria-describedby"));
  button.setAttribute("aria-disabled", "true");
  status.textContent = "Loading the interactive figure";
  try {
    loading ??= loadLibrary();
    const [plotly, response] = await Promise.all([loading, fetch(button.dataset.explore)]);
    if (!response.ok) throw new Error(String(response.status));
    const figure = await response.json();
    const layout = fitted(figure.layout, place);
    const drawing = document.createElement("div");
    drawing.className = "app-figure__drawing";
    // Its height at once: what stands below moves once, and not again under the pointer.
    drawing.style.height = `${layout.height}px`;
    place.replaceChildren(drawing);
    await plotly.newPlot(drawing, figure.data, layout, { displayModeBar: false, responsive: true });
    status.textContent = "Interactive: point at a mark for its number, drag to look closer, double-click to go back.";
    button.hidden = true;
  } catch {
    loading = null;
    button.removeAttribute("aria-disabled");
    status.textContent = "The interactive figure could not be loaded. The picture and its table say the same.";
  }
}

export function offerExploring(root) {
  for (const button of root.querySelectorAll("[data-explore]")) {
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") explore(button);
    });
  }
}
