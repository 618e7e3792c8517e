import { customType } from './drizzle.ts'

/** A BLOB as `Uint8Array`; drizzle's own buffer mode needs Node's `Buffer`, which workerd lacks. */
export const bytes = customType<{ data: Uint8Array; driverData: ArrayBuffer | Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: (value) => new Uint8Array(value),
})
