// Names that build.mjs puts in, each relative to the directory of the built files.
declare const APP_FILE: string;
declare const WORKER_FILE: string;
declare const STYLES_FILE: string;
