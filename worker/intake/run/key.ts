import { toHex, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/merkle.ts'

/** An interrupted import that is run again sends the same parts with the same keys. */
export function keyOf(value: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)))
  return `import-${toHex(sha256(utf8(text))).slice(0, 40)}`
}

/** SHA-256 of a delivery: of its one file, or of the digests of its files, a line each, in their order. */
export function digestOfFiles(files: readonly { bytes: Uint8Array }[]): string {
  const digests = files.map(({ bytes }) => toHex(sha256(bytes)))
  const [only] = digests
  return digests.length === 1 && only !== undefined ? only : toHex(sha256(utf8(`${digests.join('\n')}\n`)))
}
