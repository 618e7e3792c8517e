import { deliveryPrefix } from '../../domain/record/entered/delivery.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/merkle.ts'

/**
 * The idempotency key of one part of a delivery: an interrupted import that is run again sends the same parts with
 * the same keys, and by its name the entries of a delivery are found again.
 *
 * @param delivery as `uk-gmpp@2021-03-31`
 */
export function keyOf(delivery: string, value: unknown): string {
  return `${deliveryPrefix(delivery)}${digestOf(value)}`
}

/** The idempotency key of one part of a package, whose entries are those of another ledger and no delivery. */
export function packageKeyOf(value: unknown): string {
  return `import-${digestOf(value)}`
}

/** The idempotency key of one part of what takes a delivery back. */
export function withdrawalKeyOf(delivery: string, value: unknown): string {
  return `withdrawal:${delivery}:${digestOf(value)}`
}

function digestOf(value: unknown): string {
  const text = canonicalJson(JSON.parse(JSON.stringify(value)))
  return toHex(sha256(utf8(text))).slice(0, 40)
}

/** SHA-256 of a delivery: of its one file, or of the digests of its files, a line each, in their order. */
export function digestOfFiles(files: readonly { bytes: Uint8Array }[]): string {
  const digests = files.map(({ bytes }) => toHex(sha256(bytes)))
  const [only] = digests
  return digests.length === 1 && only !== undefined ? only : toHex(sha256(utf8(`${digests.join('\n')}\n`)))
}
