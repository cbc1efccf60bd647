// Menus are <details>: they work without scripts. With scripts they also close when left.
const MENU = "details.app-menu[open]";

function closeAllBut(kept) {
  for (const menu of document.querySelectorAll(MENU)) {
    if (menu !== kept) menu.open = false;
  }
}

export function closeMenusOnOutsideClick() {
  document.addEventListener("click", (event) => closeAllBut(event.target.closest(MENU)));
  document.addEventListener("focusin", (event) => closeAllBut(event.target.closest(MENU)));
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(MENU);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
