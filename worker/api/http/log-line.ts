/**
 * Line of the log on a request. The operator reads it, who may not learn of cases, nor which papers are held
 * under seal: theirs is no path of an id or a digest. Nor is a token in a path told, by which a reader leaves.
 */

/** A path for the log: what lies under `cases`, and documents, are not told apart. */
export function loggedPath(path: string): string {
  return path.replace(/\/(cases|documents|u)\/.*$/, '/$1/*')
}

/** One line for a failure that nobody foresaw. */
export function failureLine(requestId: string, path: string, error: unknown): Record<string, unknown> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { level: 'error', requestId, path: loggedPath(path), error: text }
}
