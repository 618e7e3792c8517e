/** Any history of one record of each kind: acts in any order, whatever their guards would say, some withheld. */
import fc from 'fast-check'
import { kindFace, tracedKinds } from '../../../worker/domain/kinds/registry.ts'
import { kindOf } from '../../../worker/domain/kinds/table.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'

/** One record of each kind whose lives are made here, in the order of the kinds. */
export const IDS: readonly string[] = tracedKinds.map(
  (kind, i) => `${kindOf(kind).prefix}${String(i + 1).padStart(10, '0')}`,
)
export const DEPARTMENT = 'dep-aa'

/** Bodies that fit their shape, with few words so that names meet. */
function fitting(spec: Spec): fc.Arbitrary<Json> {
  switch (spec.is) {
    case 'text':
      return fc.constantFrom('甲', '乙', '会议原则同意')
    case 'flag':
      return fc.boolean()
    case 'number':
      return fc.integer({ min: 0, max: 100 })
    case 'date':
      return fc.constantFrom(
        '2025',
        '2026-03',
        '2026-03-05',
        '2026-06-30',
        '2027-01-01',
        '2026-03-05T20:00:00Z',
      )
    case 'code':
      return fc.constantFrom(...spec.codes)
    case 'id':
      return fc.constantFrom(DEPARTMENT, 'res-0000000099', ...IDS)
    case 'list':
      return fc.array(fitting(spec.of), { maxLength: 3 })
    case 'json':
      return fc.constantFrom<Json>(null, '甲', 1)
    case 'object':
    case 'set':
      return fc
        .record(Object.fromEntries(Object.entries(spec.fields).map(([name, one]) => [name, fitting(one)])), {
          requiredKeys: [],
        })
        .map((value): Json => JSON.parse(JSON.stringify(value)))
  }
}

/** Null when it is withheld. */
export type Body = [event: string, body: Json | null]

/** The life of one record of each kind. */
export const lives = fc.tuple(
  ...tracedKinds.map((kind) => {
    const { acts, fields } = kindFace(kind)
    const withheld = (of: fc.Arbitrary<Json>) =>
      fc.oneof({ weight: 8, arbitrary: of }, { weight: 1, arbitrary: fc.constant(null) })
    const first = withheld(fitting(fields.spec)).map((body): Body => [`${kind}.first`, body])
    const act = fc
      .constantFrom(...acts)
      .chain(({ event, shape }) =>
        withheld(fitting(shape.spec)).map((body): Body => [`${kind}.${event}`, body]),
      )
    return fc.tuple(first, fc.array(act, { maxLength: 8 })).map(([one, rest]) => [one, ...rest])
  }),
)

/** The entries of these lives, one record after the other. */
export function entriesFrom(all: readonly Body[][]): Recorded[] {
  const entries: Recorded[] = []
  all.forEach((life, place) => {
    life.forEach(([kind, body], i) => {
      const index = entries.length
      entries.push({
        index,
        body,
        envelope: {
          v: 1,
          kind,
          record: IDS[place] ?? '',
          seq: i + 1,
          department: DEPARTMENT,
          actor: { account: 'clerk', role: 'recorder', department: DEPARTMENT },
          occurred: ['2026-03-05', '2026-04', '2025'][index % 3] ?? '',
          recorded: `2026-0${1 + (index % 9)}-02T00:00:00.000Z`,
          visibility: body === null ? 'sealed' : 'public',
          ...(body === null ? { ground: 'process_info', review: '2026-07-01' } : {}),
          body: '',
        },
      })
    })
  })
  return entries
}
