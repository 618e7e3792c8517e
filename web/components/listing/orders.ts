/** Orders of a list, as a reader chooses them. Pure. */
import { kindOf } from '../../../worker/domain/kinds/table.ts'
import type { RecordKind } from '../../../worker/domain/record/event.ts'
import { fieldLabel } from '../../labels.ts'
import { fill, type Lang, type Words } from '../../words/words.ts'

/**
 * Orders that a kind declares, each with its name; the usual one first, without a value.
 *
 * @param other name of the order in which the list stands unless one is chosen, where that is another
 */
export function sortOptions(
  lang: Lang,
  kind: RecordKind,
  { sorts: words }: Pick<Words, 'sorts'>,
  other: string | null,
): [value: string, name: string][] {
  const { sorts, usual } = kindOf(kind)
  const named: { readonly [sort: string]: string } = {
    recorded: words.recorded,
    '-recorded': words.newest,
    '-changed': words.changed,
    title: words.title,
    id: words.id,
    '-moved': words.moved,
    '-priority': words.priority,
  }
  const options = Object.entries(sorts).flatMap(([name, { by, field }]): [string, string][] =>
    [`-${name}`, name].flatMap((sort): [string, string][] => {
      if (field === null) return named[sort] === undefined ? [] : [[sort, named[sort]]]
      const [down, up] = by === 'amount' ? [words.greatest, words.smallest] : [words.downwards, words.upwards]
      const phrase = sort.startsWith('-') ? down : up
      return [[sort, fill(phrase, { field: fieldLabel(lang, kind, field) })]]
    }),
  )
  if (other !== null) return [['', other], ...options]
  const first = options.filter(([sort]) => sort === usual).map(([, name]): [string, string] => ['', name])
  return [...first, ...options.filter(([sort]) => sort !== usual)]
}
