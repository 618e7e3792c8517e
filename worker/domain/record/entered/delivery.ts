/** The name of a delivery, as `uk-gmpp@2021-03-31`: its register, and the date of the edition. */

export interface DeliveryName {
  /** Name of the mapping through which it was delivered. */
  register: string
  /** Date of the edition, of any precision. */
  asOf: string
}

/** Name of a delivery, as `uk-gmpp@2021-03-31`. */
export function formatDelivery({ register, asOf }: DeliveryName): string {
  return `${register}@${asOf}`
}

/**
 * Beginning of the idempotency key of every part of a delivery. By it the entries of a delivery are found
 * again.
 */
export function deliveryPrefix(delivery: string): string {
  return `delivery:${delivery}:`
}

/** Beginning of the keys of all deliveries. */
export const DELIVERIES = 'delivery:'
