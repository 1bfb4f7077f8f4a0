/** The theme's keys that act alone: n p s f , . and / can be turned off, since a stray key or a spoken word presses them too. */
const KEYS = new Set(["n", "p", "s", "f", ",", ".", "/"]);
const NAME = "playbook single keys";
const OFF = "off";

/** Says whether the keys act; without a choice of the reader they do. */
export function shortcutsAct(): boolean {
  try {
    return localStorage.getItem(NAME) !== OFF;
  } catch {
    return true;
  }
}

/** Keeps the reader's choice; returns false where the browser keeps nothing. */
export function setShortcuts(act: boolean): boolean {
  try {
    if (act) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, OFF);
    return true;
  } catch {
    return false;
  }
}

/** From now on heeds the choice: the theme, which listens at the window, does not hear a key that is turned off. */
export function heedShortcuts(): void {
  document.addEventListener(
    "keydown",
    (event) => {
      const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
      const typed = (event.target as Element | null)?.closest?.("input, textarea, select, [contenteditable]");
      if (alone && !typed && KEYS.has(event.key) && !shortcutsAct()) event.stopPropagation();
    },
    { capture: true },
  );
}
