/** The origin of a ledger and the address at which it is served: the key of one deployment does not sign for another. */
import { Problem } from '../../domain/record/problem.ts'

/** Origin of the ledger at a public address, as `https://ledger.example.org`: its host and path, and `/log`. */
export function originAt(address: string): string {
  return `${address.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/log`
}

/**
 * Compares a signing key with the address that is served; nothing is compared where none is named.
 *
 * @param name of the key, which is the origin of its ledger
 * @param address public scheme and host
 * @throws Problem `invalid` when the key is of another address: staging and production do not share one
 */
export function requireOrigin({ name }: { name: string }, address: string | undefined): void {
  if (address === undefined || name === originAt(address)) return
  throw new Problem('invalid', {
    field: 'SIGNING_KEY',
    words: {
      zh: `签名私钥属于 ${name}，而 ORIGIN 是 ${address}：每处部署用自己的私钥和数据库。`,
      en: `The signing key is that of ${name}, and ORIGIN is ${address}: each deployment has a key and a database of its own.`,
    },
  })
}
