/** Shares out work between two who take turns. */

/** So little is not worth another interpreter. */
const FEW = 3;

/** Takes what waits first, or nothing; of the last only a half, so that the other one has something to do as well. */
export function takeShare<Task>(waiting: Task[][]): Task[] | undefined {
  const share = waiting.shift();
  if (share && waiting.length === 0 && share.length > FEW) waiting.push(share.splice(Math.ceil(share.length / 2)));
  return share;
}
