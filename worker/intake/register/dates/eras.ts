/** Years that are counted from another beginning. */

interface Era {
  names: readonly string[]
  /** The year before its first. */
  before: number
  /** Its last year; null while it lasts. */
  last: number | null
}

const ERAS: readonly Era[] = [
  { names: ['令和', 'R'], before: 2018, last: null },
  { names: ['平成', 'H'], before: 1988, last: 31 },
  { names: ['昭和', 'S'], before: 1925, last: 64 },
  { names: ['大正', 'T'], before: 1911, last: 15 },
  { names: ['明治', 'M'], before: 1867, last: 45 },
  { names: ['中華民國', '中华民国', '民國', '民国'], before: 1911, last: null },
]

/** An era and its year, for a regular expression: `令和4`, `R4`, `平成元`, `中華民國104`. */
export const ERA_YEAR = `(?:${ERAS.flatMap(({ names }) => names).join('|')})\\s*(?:元|\\d{1,3})`

/** The year of an era and its year; null for a year that the era did not have. */
export function yearOfEra(text: string): number | null {
  const era = ERAS.find(({ names }) => names.some((name) => text.toUpperCase().startsWith(name)))
  const digits = /(?:元|\d+)$/u.exec(text)?.[0]
  if (era === undefined || digits === undefined) return null
  const year = digits === '元' ? 1 : Number(digits)
  return year >= 1 && year <= (era.last ?? 200) ? era.before + year : null
}

/** The year of a year of the Republic of China (民國), as `104`. */
export function yearOfRepublic(year: number): number | null {
  return year >= 1 && year <= 200 ? year + 1911 : null
}

/** The year of a Buddhist year (พ.ศ.), as `2567`. */
export function yearOfBuddha(year: number): number | null {
  return year >= 2300 && year < 2800 ? year - 543 : null
}
