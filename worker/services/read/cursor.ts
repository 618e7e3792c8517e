import { Problem } from '../../domain/record/problem.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../ledger/bytes.ts'

/** An opaque cursor over a position: a reader passes it back as it came. */
export function formatCursor(position: number): string {
  return toBase64(utf8(`n${position}`))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @throws Problem `invalid` for anything that {@link formatCursor} did not make */
export function parseCursor(cursor: string): number {
  try {
    const padded = cursor
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(cursor.length / 4) * 4, '=')
    const text = fromUtf8(fromBase64(padded))
    const position = Number(text.slice(1))
    if (/^n(-1|0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(position)) return position
  } catch {
    // Falls through to the one answer for every malformed cursor.
  }
  throw new Problem('invalid', {
    field: 'cursor',
    words: {
      zh: '翻页标记无效：请使用上一页返回的 next，或从头开始。',
      en: 'The cursor is not valid: pass the "next" of the page before, or start without one.',
    },
  })
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
