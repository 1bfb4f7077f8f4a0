/** Asks the browser not to delete what it keeps for this site when it runs short of room. */
import { SITE } from "../site.ts";
import { storage } from "./edit-key.ts";

let asked = false;

/** Asks once in this browser, and only where it was not granted yet: some browsers ask the reader in turn. */
export function askToKeep(): void {
  const name = `playbook asked to keep ${SITE.pathname}`;
  if (asked || !navigator.storage?.persist || storage()?.getItem(name) != null) return;
  asked = true;
  void navigator.storage
    .persisted()
    .then((granted) => granted || navigator.storage.persist())
    .then(() => storage()?.setItem(name, "yes"))
    .catch(() => undefined);
}
