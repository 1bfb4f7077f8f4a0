/** Where the site lives, wherever that is. */

/** The address of the folder of the built files. */
export const BASE = new URL("./", import.meta.url);

/** The address of the site's root: the built files are two directories below it. */
export const SITE = new URL("../../", BASE);
