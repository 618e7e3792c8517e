/** 审读: what came in and nobody has read yet, the oldest first; what says nearly the same stands in one row. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { label } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { Shortcuts } from '../queue/Shortcuts.tsx'
import { useShortcuts } from '../queue/useShortcuts.ts'
import { OpenRow } from './Row.tsx'
import type { WaitingText } from './RowTexts.tsx'

interface WaitingRow {
  kind: string
  since: string
  texts: { id: string; of: number; seq: number }[]
}

const buttons = (): HTMLButtonElement[] => [...document.querySelectorAll<HTMLButtonElement>('[data-reading]')]
const keyOf = ({ texts }: WaitingRow): string => texts[0]?.id ?? ''

/** @param first id of the record at whose row one begins; empty for the first of all */
export function ReadingBench({ first }: { first: string }) {
  const { words, send, tell } = useDesk()
  const { reading } = words.questionDesk
  const [rows, setRows] = useState<readonly WaitingRow[] | null>(null)
  const [left, setLeft] = useState(0)
  const [opened, setOpened] = useState<{ key: string; texts: readonly WaitingText[] } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [focused, setFocused] = useState(first)
  /** The row that takes the focus when the list is drawn again. */
  const comeBack = useRef<string | null>(first)

  const reload = useCallback(async (): Promise<void> => {
    const answer = await send<{ rows: WaitingRow[]; left: number }>('GET', '/api/v1/moderation')
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    setRows(answer.body.rows)
    setLeft(answer.body.left)
  }, [send])
  useEffect(() => {
    void reload()
  }, [reload])
  useEffect(() => {
    const back = comeBack.current
    if (rows === null || back === null || back === '') return
    comeBack.current = null
    const row = rows.find(({ texts }) => texts.some(({ id }) => id === back)) ?? rows[0]
    buttons()
      .find(({ dataset }) => row !== undefined && dataset.reading === keyOf(row))
      ?.focus()
  }, [rows])

  async function open(key: string): Promise<void> {
    if (opened?.key === key) {
      setOpened(null)
      return
    }
    const answer = await send<{ texts: WaitingText[] }>('GET', `/api/v1/moderation/${key}/texts`)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setOpened({ key, texts: answer.body.texts })
  }
  function done(said: string): void {
    tell(said)
    const at = rows?.findIndex((row) => keyOf(row) === opened?.key) ?? -1
    const next = rows?.[at + 1] ?? rows?.[at - 1]
    comeBack.current = next === undefined ? null : keyOf(next)
    setOpened(null)
    void reload()
  }
  const move = (by: number) => () => {
    const all = buttons()
    const now = all.findIndex(({ dataset }) => dataset.reading === focused)
    all[Math.min(Math.max(now + by, 0), all.length - 1)]?.focus()
  }
  const keys = {
    j: move(1),
    k: move(-1),
    o: () => {
      if (focused !== '') void open(focused)
    },
  }
  const shortcuts = useShortcuts(opened === null ? keys : {})
  const { m: _m, p: _p, w: _w, ...listKeys } = reading.keyWords

  const total = rows?.reduce((sum, { texts }) => sum + texts.length, 0) ?? 0
  return (
    <>
      <h1>{reading.title}</h1>
      <p class="lede">{reading.lede}</p>
      <Trouble problem={problem} />
      {rows === null && problem === null && <p class="hint">{words.loading}</p>}
      {rows?.length === 0 && <p>{reading.none}</p>}
      {rows !== null && rows.length > 0 && (
        <>
          <p class="said">{fill(reading.count, { n: total, rows: rows.length })}</p>
          <ol class="reading-rows">
            {rows.map((row) => (
              <li key={keyOf(row)} class={focused === keyOf(row) ? 'reading--at' : undefined}>
                <Line
                  row={row}
                  isOpen={opened?.key === keyOf(row)}
                  onFocus={() => setFocused(keyOf(row))}
                  onOpen={() => void open(keyOf(row))}
                />
                {opened !== null && opened.key === keyOf(row) && (
                  <OpenRow key={opened.key} texts={opened.texts} keys={keys} onDone={done} />
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {left > 0 && <p class="hint">{fill(reading.left, { n: left })}</p>}
      {opened === null && rows !== null && rows.length > 0 && (
        <Shortcuts keyWords={listKeys} on={shortcuts.on} onSwitch={shortcuts.setOn} />
      )}
    </>
  )
}

interface LineProps {
  row: WaitingRow
  isOpen: boolean
  onFocus(): void
  onOpen(): void
}

function Line({ row, isOpen, onFocus, onOpen }: LineProps) {
  const { words, lang, timeZone } = useDesk()
  const { reading } = words.questionDesk
  const { kind, since, texts } = row
  const name = fill(texts.length === 1 ? reading.one : reading.many, {
    kind: label(lang, 'record', kind),
    n: texts.length,
    day: formatDay(since, timeZone),
  })
  return (
    <p class="h-row">
      <span>{name}</span>
      <button
        type="button"
        data-reading={keyOf(row)}
        aria-expanded={isOpen}
        onFocus={onFocus}
        onClick={onOpen}
      >
        {isOpen ? reading.close : reading.open}
        <span class="vh"> {name}</span>
      </button>
    </p>
  )
}
