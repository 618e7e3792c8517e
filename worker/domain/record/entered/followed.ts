/** Second of an entry that was written down from a published register: the delivery that was followed, by its digest. */

/** Beginning of the second where it is a delivery: the SHA-256 of what was delivered follows, in hexadecimal. */
const DELIVERY = 'delivery-'

/** Second of an entry that follows a delivery. @param digest SHA-256 in hexadecimal */
export function followedAs(digest: string): string {
  return `${DELIVERY}${digest}`
}

/** The digest of the delivery that stood as the second of an entry; null where it was an account, or none. */
export function followedIn(approver: string | undefined): string | null {
  return approver?.startsWith(DELIVERY) ? approver.slice(DELIVERY.length) : null
}
