// Names that build.mjs puts in, each relative to the directory of the built files.
declare const APP_FILE: string;
/** The app, all that it imports, and the worker that it starts first. */
declare const FILES_AHEAD: readonly string[];
declare const WORKER_FILE: string;
declare const WEEK_FILE: string;
declare const WHICH_FILE: string;
declare const WHICH_WORKER_FILE: string;
declare const REVIEW_FILE: string;
declare const SHELF_FILE: string;
declare const DOWNLOAD_FILE: string;
declare const STYLES_FILE: string;
/** The SHA-256 of the list of the site's files, which the build of the site puts in. */
declare const LISTING: string;
