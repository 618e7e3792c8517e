/** Several milestones at once: one row each, entered one after the other; what was entered is not entered again. */
import { useEffect, useState } from 'preact/hooks'
import type { Spec, Specs } from '../../../worker/domain/record/shape.ts'
import { at } from '../../address.ts'
import { Scroll } from '../../components/list/Scroll.tsx'
import { fieldLabel } from '../../labels.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { FormProvider } from '../form/fields/context.ts'
import { Field } from '../form/fields/Field.tsx'
import { type Fields, fieldsIn, isEmpty, listIn, toSend, withField } from '../form/fields/value.ts'
import { formOf } from '../form/forms.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'

const COLUMNS = ['title', 'currentDue', 'type', 'responsibleUnit', 'weight', 'acceptanceCriteria']

interface Result {
  index?: number
  problem?: Problem
}

/**
 * Page on which several milestones are planned at once. The rows are kept in this browser until all are
 * entered.
 */
export function PlanPage() {
  const { words, lang, send, query, to, today } = useDesk()
  const me = useMe()
  const { plan } = words
  const form = formOf('milestone', 'open')
  const specs: Specs = form?.specs ?? {}
  const place = `mingzhang:${me.id}:plan`
  const [whole, setWhole] = useState<Fields>(() => begun(place, query))
  const [results, setResults] = useState<Result[]>([])
  const [stage, setStage] = useState<'write' | 'check' | 'entering' | 'done'>('write')
  const rows = listIn(whole.rows)
    .map(fieldsIn)
    .filter((row) => !isEmpty(row))
  useEffect(() => {
    if (stage === 'done') localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(whole))
  }, [place, whole, stage])
  const row: Spec = {
    is: 'object',
    sparse: true,
    required: true,
    fields: Object.fromEntries(COLUMNS.flatMap((name) => (specs[name] ? [[name, specs[name]]] : []))),
  }
  const put = (name: string, value: Json | undefined) => setWhole(withField(whole, name, value))
  const shared = ['decision', 'responsibility']
  const common = Object.fromEntries(
    ['department', ...shared].flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]]])),
  )

  async function enter(): Promise<void> {
    setStage('entering')
    // A row keeps its key, so that it is entered once however often this is pressed.
    const keyed = rows.map((one) => ({ ...one, key: one.key ?? crypto.randomUUID() }))
    setWhole({ ...whole, rows: keyed })
    const told: Result[] = []
    for (const { key, ...one } of keyed) {
      const answer = await send<{ records: { index: number }[] }>(
        'POST',
        '/api/v1/milestones',
        toSend({ ...common, ...one }, today),
        { idempotencyKey: String(key) },
      )
      const index = answer.ok ? answer.body.records[0]?.index : undefined
      told.push(answer.ok ? (index === undefined ? {} : { index }) : { problem: answer.problem })
      setResults([...told])
      if (!answer.ok && (answer.status === 0 || answer.status === 401)) break
    }
    const isDone = told.length === keyed.length && told.every(({ problem }) => problem === undefined)
    setStage(isDone ? 'done' : 'check')
  }

  return (
    <FormProvider value={{ kind: 'milestone', department: me.department, problems: [] }}>
      <h1>{plan.title}</h1>
      <p class="lede">{plan.lede}</p>
      {stage === 'write' ? (
        <>
          {shared.map((name) => {
            const spec = specs[name]
            return spec === undefined ? null : (
              <Field
                key={name}
                spec={spec}
                name={name}
                path={name}
                scope="milestone"
                value={whole[name]}
                onChange={(value) => put(name, value)}
              />
            )
          })}
          <Field
            spec={{ is: 'list', of: row, least: 1, most: 200 }}
            name="milestone"
            label={plan.rows}
            path="rows"
            scope="milestone"
            value={whole.rows}
            onChange={(value) => put('rows', value)}
          />
          <button
            type="button"
            class="primary"
            disabled={rows.length === 0}
            onClick={() => setStage('check')}
          >
            {words.write.check}
          </button>
        </>
      ) : (
        <>
          <Scroll name={plan.result}>
            <table>
              <thead>
                <tr>
                  {COLUMNS.slice(0, 4).map((name) => (
                    <th key={name} scope="col">
                      {fieldLabel(lang, 'milestone', name)}
                    </th>
                  ))}
                  <th scope="col">{plan.result}</th>
                </tr>
              </thead>
              <tbody aria-live="polite">
                {rows.map((one, i) => (
                  <tr key={`${i} ${String(one.title)}`}>
                    {COLUMNS.slice(0, 4).map((name) => (
                      <td key={name}>{typeof one[name] === 'object' ? '' : (one[name] ?? '')}</td>
                    ))}
                    <td>
                      <Told result={results[i]} href={(index) => at(lang, `/entries/${index}`)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {stage === 'done' ? (
            <p class="buttons">
              <a class="button primary" href={to('/')}>
                {words.home.title}
              </a>
            </p>
          ) : (
            <>
              <p>
                <b>{words.check.lasting}</b>
              </p>
              <p class="buttons">
                <button type="button" class="primary" disabled={stage === 'entering'} onClick={enter}>
                  {fill(plan.enter, { n: String(rows.length) })}
                </button>
                <button type="button" disabled={stage === 'entering'} onClick={() => setStage('write')}>
                  {words.check.back}
                </button>
              </p>
            </>
          )}
        </>
      )}
    </FormProvider>
  )
}

function Told({ result, href }: { result: Result | undefined; href(index: number): string }) {
  const { words } = useDesk()
  if (result?.problem !== undefined) return <span class="error">{result.problem.detail}</span>
  if (result?.index === undefined) return null
  return <a href={href(result.index)}>{fill(words.done.entry, { index: String(result.index) })}</a>
}

/** Rows that were begun before; else one empty row, of the decision in the address. */
function begun(place: string, query: string): Fields {
  const decision = new URLSearchParams(query).get('decision')
  try {
    const kept = fieldsIn(JSON.parse(localStorage.getItem(place) ?? 'null'))
    if (!isEmpty(kept.rows)) return kept
  } catch {
    // What cannot be read was not kept.
  }
  return { rows: [{}], ...(decision === null ? {} : { decision }) }
}
