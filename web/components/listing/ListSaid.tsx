/** The list in a sentence: its number, and what it is narrowed by, each of which can be taken away. */
import { numberSaid, partsSaid } from '../../../worker/domain/listing/words.ts'
import type { FilterName } from '../../../worker/domain/record/list/listed.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { titleOr } from '../../labels.ts'
import { fill } from '../../words/words.ts'
import { type ListData, queryOf } from './data.ts'

/** @param fixed filters that cannot be taken away here */
export function ListSaid({ data, fixed = [] }: { data: ListData; fixed?: readonly FilterName[] }) {
  const { lang, words, path, names } = useFrame()
  const here = at(lang, path)
  const query = queryOf(data)
  const parts = partsSaid(lang, data.kind, data.chosen, (id) => names.get(id) ?? titleOr(lang, id, null))
  return (
    <h2 class="said">
      <b>{numberSaid(lang, data.kind, data.records.total)}</b>
      {parts.length > 0 && (lang === 'zh' ? '：' : ': ')}
      {parts.map((part, i) => (
        <span key={part.names[0]} class="said__part">
          <b>{part.words}</b>
          {!part.names.some((name) => fixed.some((one) => one === name)) && (
            <>
              {' '}
              <a
                class="said__off"
                href={withQuery(here, {
                  ...query,
                  ...Object.fromEntries(part.names.map((name) => [name, null])),
                })}
                aria-label={fill(words.listing.off, { what: part.words })}
              >
                ×
              </a>
            </>
          )}
          {i < parts.length - 1 && (lang === 'zh' ? '、' : ', ')}
        </span>
      ))}
      {parts.some(({ names: by }) => !by.some((name) => fixed.some((one) => one === name))) && (
        <>
          {' '}
          <a class="said__clear" href={withQuery(here, { sort: data.sort })}>
            {words.facets.clear}
          </a>
        </>
      )}
    </h2>
  )
}
