/**
 * Line of the log on a request. The operator reads it, who may not learn of cases, nor which papers are held
 * under seal: theirs is no path of an id or a digest. Nor is a token in a path told, by which a reader leaves.
 */

/** A path for the log: what lies under `cases`, and documents, are not told apart. */
export function loggedPath(path: string): string {
  return path.replace(/\/(cases|documents|u)\/.*$/, '/$1/*')
}

/** Text of a failure with all that lies behind it. A digest in it, as in the path of a file, is not told. */
function textOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const behind = error instanceof Error && error.cause !== undefined ? `\nby ${textOf(error.cause)}` : ''
  return text.replaceAll(/\b[0-9a-f]{64}\b/g, '*') + behind
}

/** One line for a failure that nobody foresaw, or of a part that does not answer. */
export function failureLine(requestId: string, path: string, error: unknown): Record<string, unknown> {
  return { level: 'error', requestId, path: loggedPath(path), error: textOf(error) }
}
