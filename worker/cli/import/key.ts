import { createHash } from 'node:crypto'
import { canonicalJson } from '../../ledger/canonical.ts'

/** An interrupted import that is run again sends the same parts with the same keys. */
export function keyOf(value: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)))
  return `import-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
}
