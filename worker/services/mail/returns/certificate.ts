/** The public key of an X.509 certificate (RFC 5280 §4.1), as WebCrypto takes it: nothing else of it is read. */
import { fromBase64 } from '../../../ledger/bytes.ts'

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{100,20000})-----END CERTIFICATE-----/

/** Member of DER at an offset: its content, and where the next begins. @throws RangeError where it ends too early */
function memberAt(bytes: Uint8Array, at: number): { tag: number; from: number; next: number } {
  const [tag = 0, first = 0] = bytes.subarray(at, at + 2)
  const more = first < 0x80 ? 0 : first & 0x7f
  const length =
    more === 0 ? first : bytes.subarray(at + 2, at + 2 + more).reduce((sum, one) => sum * 256 + one, 0)
  const from = at + 2 + more
  if (more > 3 || from + length > bytes.length) throw new RangeError('cut short')
  return { tag, from, next: from + length }
}

/** SubjectPublicKeyInfo of the first certificate of a PEM text, in DER; null where there is none. */
export function publicKeyIn(pem: string): Uint8Array<ArrayBuffer> | null {
  const text = PEM.exec(pem)?.[1]?.replace(/\s/g, '')
  if (text === undefined) return null
  try {
    const bytes = fromBase64(text)
    let { from: at } = memberAt(bytes, memberAt(bytes, 0).from)
    // The version may be left out; then serial number, algorithm, issuer, validity and subject stand before the key.
    if (memberAt(bytes, at).tag === 0xa0) at = memberAt(bytes, at).next
    for (let before = 0; before < 5; before++) at = memberAt(bytes, at).next
    return bytes.slice(at, memberAt(bytes, at).next)
  } catch {
    return null
  }
}
