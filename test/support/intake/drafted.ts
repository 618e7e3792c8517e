/** What a draft makes of a file, read through it. */
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { tallyOfReading } from '../../../worker/intake/register/tally.ts'
import { text } from './trial.ts'

const TODAY = '2026-01-23'

/** A file drafted and read; fails where the draft rejects anything of it. */
export function drafted(path: string, content: string | Uint8Array) {
  const files = [typeof content === 'string' ? text(path, content) : { path, bytes: content }]
  const { mapping, remarks } = draftMapping(files, { name: 'unseen', kind: null, today: TODAY })
  const options = { asOf: TODAY, today: TODAY, departmentOf: () => null }
  const [delivery] = readRegister(files, { mapping: parseRegister(mapping), ...options })
  if (delivery === undefined) throw new Error('nothing was read')
  const [refused] = delivery.rejected
  if (refused !== undefined) throw new Error(`${refused.field} ${refused.value}: ${refused.reason.en}`)
  return {
    mapping,
    said: remarks.map(({ en }) => en).join('\n'),
    tally: tallyOfReading(delivery),
    departments: [...delivery.departments.values()],
    notes: delivery.notes.map(({ words }) => words.en).join('\n'),
    records: delivery.records,
    due: delivery.records.flatMap(({ fields }) => fields.currentDue ?? []),
    amounts: delivery.records.flatMap(({ fields }) => fields.amounts ?? []),
  }
}

/** Twelve lines, or as many as are wanted, of a row by its number. */
export const each = (row: (i: number) => string, count = 12): string =>
  Array.from({ length: count }, (_, i) => row(i + 1)).join('\n')

/** The one for odd numbers, else the other. */
export const one = (i: number, first: string, second: string): string => (i % 2 === 1 ? first : second)
