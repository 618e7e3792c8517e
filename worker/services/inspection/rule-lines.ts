import { RULEBOOK } from '../../domain/kinds/rulebook/rulebook.ts'
import { departmentNames, nameOf, unnamed } from '../../domain/kinds/title.ts'
import type { Reading } from '../read/reading.ts'
import type { EntryLine } from '../read/views.ts'
import type { Rulebook } from './rulebook.ts'

/** Flags of a rule that are looked through, and entries that are told. */
const FLAGS = 50

/** Newest first. */
export async function ruleLines(
  {
    reading,
    rulebook,
  }: { reading: Pick<Reading, 'records' | 'timeline' | 'entry'>; rulebook: Pick<Rulebook, 'changes'> },
  rule: string,
  limit: number,
): Promise<EntryLine[]> {
  const [{ items: flags }, changes] = await Promise.all([
    reading.records({ kind: 'flag', type: rule, limit: FLAGS }),
    rulebook.changes(rule),
  ])
  const ofFlags = await Promise.all(
    flags.map(async (flag) =>
      (await reading.timeline(flag.id, { limit })).map(({ entry: { index, envelope } }): EntryLine => {
        const { departmentName, departmentNameEn } = flag
        return { index, envelope, ...nameOf(flag), departmentName, departmentNameEn }
      }),
    ),
  )
  const ofRule = await Promise.all(
    changes.slice(0, limit).map(async ({ index }): Promise<EntryLine[]> => {
      const entry = await reading.entry(index)
      return entry === null
        ? []
        : [
            {
              index,
              envelope: entry.envelope,
              ...unnamed(`${rule} (${RULEBOOK})`),
              ...departmentNames(undefined),
            },
          ]
    }),
  )
  return [...ofFlags.flat(), ...ofRule.flat()].sort((a, b) => b.index - a.index).slice(0, limit)
}
