/** 分布: what the rules about groups look at, as charts with the same numbers in tables. */
import { useEffect, useState } from 'preact/hooks'
import type { PatternView } from '../../../worker/domain/patterns/view.ts'
import { patterns as known, type PatternId, patternIds } from '../../../worker/domain/patterns/words.ts'
import { at } from '../../address.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { PatternTable } from '../patterns/PatternTable.tsx'

const ASKED = ['department', 'from', 'to'] as const

/** Page of one pattern, with its choices in the address; an unknown id shows the first. */
export function PatternsPage({ pattern }: { pattern: string }) {
  const { words, lang, query, send, tell, to } = useDesk()
  const { patterns } = words
  const id: PatternId = patternIds.find((one) => one === pattern) ?? 'approvals'
  const given = new URLSearchParams(query)
  const asked = new URLSearchParams(
    ASKED.flatMap((name) => {
      const value = given.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
  const suffix = asked.size === 0 ? '' : `?${asked}`
  const [view, setView] = useState<PatternView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const path = `/api/v1/patterns/${id}`
  useEffect(() => {
    void send<PatternView>('GET', path + suffix).then((answer) => {
      if (!answer.ok) return setProblem(answer.problem)
      setView(answer.body)
      tell(patterns.counted)
    })
  }, [send, tell, path, suffix, patterns.counted])
  const fileOf = (table: string): string => {
    const whole = new URLSearchParams([...asked, ['table', table], ['lang', lang]])
    return `${path}/table.csv?${whole}`
  }
  return (
    <>
      <h1>
        {patterns.title} · {known[id].name[lang]}
      </h1>
      <p class="lede">{patterns.lede}</p>
      <nav class="tabs" aria-label={patterns.choose}>
        {patternIds.map((one) => (
          <a key={one} href={to(`/patterns/${one}`) + suffix} aria-current={one === id ? 'page' : undefined}>
            {known[one].name[lang]}
          </a>
        ))}
      </nav>
      <Asking asked={asked} />
      <p>
        <b>{patterns.shows}</b>
        {known[id].shows[lang]}
      </p>
      <p>
        <b>{patterns.hides}</b>
        {known[id].not[lang]}
      </p>
      <Trouble problem={problem} />
      {view === null && problem === null && <p class="hint">{patterns.counting}</p>}
      {view !== null && (
        <>
          <Read view={view} />
          {view.tables.map((table) => (
            <PatternTable key={table.name} view={view} table={table} file={fileOf(table.name)} />
          ))}
        </>
      )}
    </>
  )
}

/** Department and days; the address says what was asked. */
function Asking({ asked }: { asked: URLSearchParams }) {
  const { words, path, to } = useDesk()
  const { patterns } = words
  const { items } = useList<RecordView>('/api/v1/departments?limit=500')
  const department = asked.get('department') ?? ''
  return (
    <form method="get" action={to(path)} class="columns">
      <div class="field">
        <label for="department">{patterns.department}</label>
        <select id="department" name="department" key={items?.length}>
          <option value="">{patterns.all}</option>
          {(items ?? []).map(({ id, title }) => (
            <option key={id} value={id} selected={id === department}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {(['from', 'to'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={name}>{patterns[name]}</label>
          <input id={name} name={name} type="date" defaultValue={asked.get(name) ?? ''} />
        </div>
      ))}
      <div class="field">
        <button type="submit">{patterns.show}</button>
      </div>
    </form>
  )
}

/** Day and rules of the reading, with their limits. */
function Read({ view }: { view: PatternView }) {
  const { words, lang, to } = useDesk()
  const { patterns } = words
  // The first rule is the one whose limit is counted by.
  const missing = view.rules[0]?.limits.some(({ name, value }) => name === 'limit' && value === 0) === true
  return (
    <>
      <p class="hint">
        {fill(patterns.asOf, { day: view.asOf })} {patterns.rule}
        {view.rules.map(({ id, name, limits }, i) => (
          <span key={id}>
            {i > 0 && ' · '}
            <a href={at(lang, `/rules/${id}`)}>
              {id} {name[lang]}
            </a>{' '}
            {fill(patterns.values, {
              values: limits
                .map(({ words: text, unit, value }) =>
                  fill(patterns.limit, { name: text[lang], value, unit: unit[lang] }),
                )
                .join(patterns.and),
            })}
          </span>
        ))}
      </p>
      {missing && (
        <p>
          {patterns.noLimit} <a href={to('/limits/F01')}>{patterns.setLimit}</a>
        </p>
      )}
    </>
  )
}
