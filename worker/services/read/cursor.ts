import { dayNumber, isCalendarDate } from '../../domain/record/date.ts'
import { Problem } from '../../domain/record/problem.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../ledger/bytes.ts'
import type { Place } from '../../store/lists/keys.ts'

/** Parts of a mark: where a page ended. */
type Parts = readonly (string | number)[]

/**
 * An opaque cursor: behind what to go on, in which order. A reader passes it back as it came.
 *
 * @param order names the order; a cursor goes on in no other
 */
export function formatCursor(order: string, parts: Parts): string {
  return toBase64(utf8(JSON.stringify([order, ...parts])))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * @param shape what each part is; `any` is a number or a text
 * @throws Problem `invalid` for anything that {@link formatCursor} did not make, and for a cursor of another order
 */
export function parseCursor(
  cursor: string,
  order: string,
  shape: readonly ('number' | 'text' | 'any')[],
): Parts {
  const [named, ...parts] = partsOf(cursor)
  const fits =
    parts.length === shape.length &&
    parts.every((part, i) =>
      typeof part === 'number'
        ? shape[i] !== 'text' && Number.isSafeInteger(part)
        : typeof part === 'string' && shape[i] !== 'number',
    )
  if (!fits || typeof named !== 'string') throw invalid()
  if (named !== order)
    throw new Problem('invalid', {
      field: 'cursor',
      words: {
        zh: '翻页标记属于另一种排序或查询：换了排序或条件，请从第一页开始。',
        en: 'The cursor belongs to another order or question: when either is changed, begin with the first page.',
      },
    })
  return parts as Parts
}

/** The order that a cursor names. @throws Problem `invalid` for what is no cursor */
export function orderOfCursor(cursor: string): unknown {
  return partsOf(cursor)[0]
}

function partsOf(cursor: string): unknown[] {
  try {
    const padded = cursor
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(cursor.length / 4) * 4, '=')
    const value: unknown = JSON.parse(fromUtf8(fromBase64(padded)))
    if (Array.isArray(value)) return value
  } catch {
    // Falls through to the one answer for every malformed cursor.
  }
  throw invalid()
}

function invalid(): Problem {
  return new Problem('invalid', {
    field: 'cursor',
    words: {
      zh: '翻页标记无效：请使用上一页返回的 next，或从头开始。',
      en: 'The cursor is not valid: pass the "next" of the page before, or start without one.',
    },
  })
}

const isCount = (part: string | number | undefined): part is number => typeof part === 'number' && part >= 0

/** The cursor of a place on a list. */
export function formatPlace(order: string, { size, key, n, shown }: Place): string {
  return formatCursor(order, [size, key, n, shown])
}

/** @throws Problem `invalid` as {@link parseCursor} */
export function parsePlace(order: string, cursor: string): Place {
  const [size, key, n, shown] = parseCursor(cursor, order, ['number', 'any', 'number', 'number'])
  if (!isCount(size) || key === undefined || !isCount(n) || !isCount(shown)) throw invalid()
  return { size, key, n, shown }
}

/** Days for which a list that is computed for its first page can be gone on with. */
const LASTING = 7

/** The day and the size of the first page of a list in a computed order; null for a cursor that names none, or too old a one. */
export function momentOf(cursor: string, today: string): { day: string; size: number } | null {
  const order = orderOfCursor(cursor)
  const day = typeof order === 'string' ? (/@(\d{4}-\d{2}-\d{2})$/.exec(order)?.[1] ?? '') : ''
  if (typeof order !== 'string' || !isCalendarDate(day)) return null
  const age = dayNumber(today) - dayNumber(day)
  return age < 0 || age > LASTING ? null : { day, size: parsePlace(order, cursor).size }
}

/** The cursor of a list of entries, which go on before an index. */
export function formatBefore(index: number): string {
  return formatCursor('entries', [index])
}

/** @throws Problem `invalid` as {@link parseCursor} */
export function parseBefore(cursor: string): number {
  const [index] = parseCursor(cursor, 'entries', ['number'])
  if (!isCount(index)) throw invalid()
  return index
}

/** A page size within 1 and `most`. @throws Problem `invalid` otherwise */
export function limitOf(limit: number | undefined, usual: number, most: number): number {
  if (limit === undefined) return usual
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= most) return limit
  throw new Problem('invalid', {
    field: 'limit',
    words: { zh: `每页条数须在 1 到 ${most} 之间。`, en: `The limit must be between 1 and ${most}.` },
  })
}
