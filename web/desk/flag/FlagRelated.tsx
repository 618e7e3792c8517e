/** Records that what a flag is about points at, and that point at it; and other flags about the same. */

import { isOpenFlag } from '../../../worker/domain/kinds/flag/states.ts'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { at, recordPath } from '../../address.ts'
import { Severity } from '../../components/list/Severity.tsx'
import { wholeStanding } from '../../labels.ts'
import type { FlagAround } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'

/** Tables of related records and of other flags about the same. */
export function FlagRelated({ around: { related, flags } }: { around: FlagAround }) {
  const { words, lang, to } = useDesk()
  const { flagDesk } = words
  const rels: { readonly [rel: string]: string } = flagDesk.rels
  return (
    <>
      <section aria-labelledby="related">
        <h2 id="related">{flagDesk.related}</h2>
        {related.items.length === 0 ? (
          <p>{flagDesk.noRelated}</p>
        ) : (
          <table class="list-table counts">
            <caption class="vh">{flagDesk.related}</caption>
            <thead>
              <tr>
                <th scope="col" class="key">
                  {flagDesk.relation}
                </th>
                <th scope="col" class="key">
                  {flagDesk.record}
                </th>
                <th scope="col" class="key">
                  {flagDesk.standing}
                </th>
              </tr>
            </thead>
            <tbody>
              {related.items.map(({ rel, points, id, kind, title, ...of }) => (
                <tr key={`${points} ${rel} ${id}`}>
                  <th scope="row">{fill(flagDesk[points], { rel: rels[rel] ?? rel })}</th>
                  <td class="words">
                    <a href={at(lang, recordPath(id) ?? '/')}>{title || id}</a>
                    {of.departmentName !== null && <span class="hint"> {departmentIn(lang, of)}</span>}
                  </td>
                  <td class="words">{wholeStanding(lang, { kind, ...of })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {related.total > related.items.length && (
          <p class="hint">{fill(flagDesk.relatedCut, { n: related.items.length, of: related.total })}</p>
        )}
      </section>
      <section aria-labelledby="other-flags">
        <h2 id="other-flags">{flagDesk.otherFlags}</h2>
        {flags.items.length === 0 ? (
          <p>{flagDesk.noOtherFlags}</p>
        ) : (
          <ul class="points">
            {[...flags.items]
              .sort((a, b) => Number(isOpenFlag(b)) - Number(isOpenFlag(a)))
              .map(({ id, title, severity, ...of }) => (
                <li key={id} class="dot">
                  <Severity level={severity} />
                  <a href={to(`/on/${id}`)}>{title || id}</a>
                  <span>{wholeStanding(lang, { kind: 'flag', ...of })}</span>
                </li>
              ))}
          </ul>
        )}
        {flags.total > flags.items.length && (
          <p class="hint">{fill(flagDesk.relatedCut, { n: flags.items.length, of: flags.total })}</p>
        )}
      </section>
    </>
  )
}
