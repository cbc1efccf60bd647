// A button that cannot be pressed keeps its place in the tab order and its reasons; it only does nothing.
export function explainDisabledButtons() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
  });
}
