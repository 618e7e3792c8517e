/** Drafts of lists of calls to a hotline whose headers the built-in mapping knows: that mapping, under a name of one's own. */
import type { Words } from '../../../domain/record/problem.ts'
import type { GivenFile } from '../../files/sheet.ts'
import { builtinMapping } from '../../profiles.ts'
import { columnsIn } from '../../run/columns.ts'

/** Built-in mappings of which every column that is needed says that the rows are calls, and nothing else. */
const KNOWN = ['cn-hotline'] as const

/** The built-in mapping of questions that has every column that it needs; null for none. Nothing is guessed. */
export function draftAsked(
  files: readonly GivenFile[],
  name: string,
): { mapping: object; remarks: Words[] } | null {
  for (const known of KNOWN) {
    const mapping = builtinMapping(known)
    if (mapping.target !== 'register') continue
    const { columns } = mapping.input
    const uses = columnsIn(files, mapping)?.uses ?? []
    const found = new Map(uses.map((one) => [one.name, one.header]))
    const has = Object.entries(columns).every(([own, { optional }]) => optional || found.get(own) != null)
    if (!has) continue
    const told = uses
      .flatMap((one) => (one.header === null ? [] : [`${one.name} ← ${one.header}`]))
      .join('，')
    return {
      mapping: { ...mapping, name, title: { zh: name, en: name } },
      remarks: [
        {
          zh: `读作提问清单，用内置映射 ${known}：${told}。也可以直接 import ${known}。`,
          en: `Read as a list of questions by the built-in mapping ${known}: ${told}. It can also be imported with ${known} at once.`,
        },
      ],
    }
  }
  return null
}
