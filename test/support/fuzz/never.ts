/**
 * Operations that nobody ever brings through, by what they are, each with the reason. They are in the description
 * because every kind has them, and each says why it refuses. Whatever else is never answered 2xx in a long run is a
 * gap of the run, or a fault of the operation.
 */
export const NEVER: ReadonlyMap<string, string> = new Map([
  [
    'POST /api/v1/comments/{id}/put-back',
    'nobody unsays what somebody had to say; no comment comes from a list that could be taken back',
  ],
  ['POST /api/v1/subscriptions/returned', 'the mail provider alone tells what came back, and signs it'],
])
