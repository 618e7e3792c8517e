/** The line of the log on a request. The operator reads it, who may not learn of cases: theirs is no path of an id. */

/** A path for the log: what lies under `cases` is not told apart. */
export function loggedPath(path: string): string {
  return path.replace(/\/cases\/.*$/, '/cases/*')
}

/** One line for a failure that nobody foresaw. */
export function failureLine(requestId: string, path: string, error: unknown): Record<string, unknown> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { level: 'error', requestId, path: loggedPath(path), error: text }
}
