/** How a cluster is made: for one reader, who starts it often, so small in memory and in what is copied. */
import { PGlite } from "@electric-sql/pglite";

const INITDB = ["--wal-segsize=1", "-c", "shared_buffers=16MB"];
// A third of all files, each of which takes its time at every start; new databases come from template1.
const LEAN = "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'";

/** Returns a database server with a new cluster. */
export async function makeCluster() {
  const database = await PGlite.create({ initDbStartParams: INITDB });
  await database.exec(LEAN);
  await database.exec("DROP DATABASE template0");
  return database;
}
