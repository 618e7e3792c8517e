import { toHex, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/merkle.ts'

/** An interrupted import that is run again sends the same parts with the same keys. */
export function keyOf(value: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)))
  return `import-${toHex(sha256(utf8(text))).slice(0, 40)}`
}
