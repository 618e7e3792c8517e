import { readable } from '../../record/ids.ts'

export const DEPARTMENT_PREFIX = 'dep-'

/** Form of the id of a department after its prefix. */
export const DEPARTMENT_CODE = /^[a-z0-9][a-z0-9-]{1,30}$/

/** Id of the department with a code. */
export function departmentId(code: string): string {
  return DEPARTMENT_PREFIX + code
}

/**
 * A code for a department that is known by name alone: the same name gives the same code. It is made of less than
 * the name, width and spaces aside, unless another department has that code.
 *
 * @param isTaken whether a department of another name has a code
 * @param usual what the code is usually made of, where that is less than the name
 */
export function departmentCodeOf(
  name: string,
  sha256: (bytes: Uint8Array) => Uint8Array,
  isTaken: (code: string) => boolean,
  usual: string = name,
): string {
  const codeOf = (text: string): string =>
    `x${readable(sha256(new TextEncoder().encode(text)).subarray(0, 8))}`
  const code = codeOf(usual.normalize('NFKC').replace(/\s+/g, ''))
  return isTaken(code) ? codeOf(JSON.stringify(name.normalize('NFC'))) : code
}
