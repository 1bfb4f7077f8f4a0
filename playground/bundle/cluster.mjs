/** How a cluster is made: for one reader, who starts it often, so small in memory and in what is copied. */
export const INITDB = ["--wal-segsize=1", "-c", "shared_buffers=16MB"];
