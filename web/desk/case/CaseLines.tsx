/** The lines of a case file, each with all that it says, and who has looked at them. */
import { actOfEvent, openShape } from '../../../worker/domain/case/acts.ts'
import { type CaseEvent, caseCodes, caseEvents, caseFields } from '../../../worker/domain/case/words.ts'
import { at, recordPath } from '../../address.ts'
import { formatMoment } from '../../text/dates.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { fieldsIn, isEmpty } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'

export interface CaseLine {
  seq: number
  event: CaseEvent
  at: string
  account: string
  body: Json
}

/** Readers of the file, each with the moment of reading. */
export function CaseReaders({ lines, nameOf }: { lines: readonly CaseLine[]; nameOf(id: string): string }) {
  const { words, timeZone } = useDesk()
  return (
    <details class="more">
      <summary>{fill(words.cases.looks, { n: lines.length })}</summary>
      <ul class="tasks">
        {lines.map(({ at: time, account }) => (
          <li key={time}>
            {fill(words.cases.line, { time: formatMoment(time, timeZone), account: nameOf(account) })}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The fields of an act in the order in which its form asks for them. */
function fieldsOfAct(event: CaseEvent): string[] {
  const { spec } = actOfEvent(event)?.shape ?? openShape
  return spec.is === 'object' ? Object.keys(spec.fields) : []
}

/** One line of the file, with all that it says. */
export function CaseLineItem({
  line: { seq, event, at: time, account, body },
  nameOf,
}: {
  line: CaseLine
  nameOf(id: string): string
}) {
  const { words, lang, timeZone } = useDesk()
  const fields = fieldsIn(body)
  const said = fieldsOfAct(event).flatMap((field): [string, Json][] => {
    const value = fields[field]
    return value === undefined || isEmpty(value) ? [] : [[field, value]]
  })
  return (
    <li>
      <p>
        <strong>
          {seq} {caseEvents[event][lang]}
        </strong>{' '}
        <span class="hint">
          {fill(words.cases.line, { time: formatMoment(time, timeZone), account: nameOf(account) })}
        </span>
      </p>
      {said.length > 0 && (
        <dl>
          {said.map(([field, value]) => (
            <div key={field}>
              <dt>{caseFields[field]?.[lang] ?? field}</dt>
              <dd>
                <Said field={field} value={value} nameOf={nameOf} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

function Said({ field, value, nameOf }: { field: string; value: Json; nameOf(id: string): string }) {
  const { words, lang } = useDesk()
  if (typeof value === 'boolean') return <>{value ? words.cases.yes : words.cases.no}</>
  const texts = (Array.isArray(value) ? value : [value]).map(String)
  return (
    <>
      {texts.map((text, i) => {
        const path = recordPath(text)
        const word = caseCodes[field]?.[text]?.[lang] ?? text
        return (
          <span key={text}>
            {i > 0 && ' '}
            {path === null ? word : <a href={at(lang, path)}>{nameOf(text)}</a>}
          </span>
        )
      })}
    </>
  )
}
