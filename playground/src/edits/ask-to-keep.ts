/** Asks the browser not to delete what it keeps for this site when it runs short of room. */
import { SITE } from "../site.ts";
import { storage } from "./edit-key.ts";

let asked = false;

/** Asks once in this browser, and only where it was not granted yet: some browsers ask the reader in turn. */
export function askToKeep(): void {
  const name = `playbook asked to keep ${SITE.pathname}`;
  const keeper = (globalThis as { navigator?: Navigator }).navigator?.storage as Partial<StorageManager> | undefined;
  if (asked || !keeper?.persist || !keeper.persisted || storage()?.getItem(name) != null) return;
  asked = true;
  void keeper
    .persisted()
    .then((granted) => granted || keeper.persist?.())
    .then(() => storage()?.setItem(name, "yes"))
    .catch(() => undefined);
}
