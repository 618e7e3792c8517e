/** 收意见清单: letters or a table that a desk has typed up are looked at, and taken into a consultation at one go. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { channels } from '../../../../worker/domain/record/spoken/vocabulary.ts'
import type { CommentColumn, ReadComments } from '../../../../worker/intake/comments/read.ts'
import { label } from '../../../labels.ts'
import type { RecordView } from '../../../types.ts'
import { fill } from '../../../words/fill.ts'
import { mayI, useDesk, useMe } from '../../frame/desk.ts'
import type { Problem } from '../../frame/send.ts'
import { Trouble } from '../../frame/Trouble.tsx'
import { useList } from '../../frame/useList.ts'
import { Drop } from '../Drop.tsx'
import type { Given } from '../messages.ts'
import { useReader } from '../useReader.ts'
import { Columns, Looked } from './Looked.tsx'
import { outsideOf, partsOf } from './parts.ts'
import { Taken, type TakenIn } from './Taken.tsx'

/** Ways by which a list comes: what is said on the site comes in by itself. */
const { web: _, ...byDesk } = channels

type Named = { readonly [column in CommentColumn]?: string }

/** Page of one list, from its file to the codes that are handed out. */
export function CommentListPage() {
  const { words } = useDesk()
  const me = useMe()
  const [round, setRound] = useState(0)
  if (!mayI(me, 'question.receive')) return <p class="notice">{words.receive.notYours}</p>
  return <OneList key={round} onAgain={() => setRound((n) => n + 1)} />
}

function OneList({ onAgain }: { onAgain(): void }) {
  const { words, lang, today, send } = useDesk()
  const texts = words.commentList
  const heading = useRef<HTMLHeadingElement>(null)
  const { items, problem: unread } = useList<RecordView>('/api/v1/consultations?sort=-recorded&limit=200')
  const [chosen, setChosen] = useState('')
  const [channel, setChannel] = useState('letter')
  const [occurred, setOccurred] = useState(today)
  const [files, setFiles] = useState<Given[]>([])
  const [named, setNamed] = useState<Named>({})
  const [looked, setLooked] = useState<{ read: ReadComments; headers: string[] } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<'reading' | 'entering' | null>(null)
  const [done, setDone] = useState<{ at: number; of: number }>({ at: 0, of: 0 })
  const [taken, setTaken] = useState<TakenIn[] | null>(null)
  useEffect(() => {
    if (taken !== null) heading.current?.focus()
  }, [taken])
  const ask = useReader(words.imports.noReader, (told) => {
    setBusy(null)
    if (told.tell === 'comments') setLooked({ read: told.read, headers: [...new Set(told.headers)] })
    else if (told.tell === 'refused')
      setProblem({ code: told.code, title: told.words[lang], detail: told.words[lang] })
  })
  const read = (from: Given[], columns: Named): void => {
    setFiles(from)
    setNamed(columns)
    setProblem(null)
    setLooked(null)
    setBusy('reading')
    ask({ ask: 'comments', files: from, named: columns })
  }
  const open = (items ?? []).flatMap(({ id, title, state }) =>
    state.kind === 'consultation' && (state.status === 'open' || state.status === 'closed')
      ? [{ id, title, openAt: state.openAt, closeAt: state.closeAt }]
      : [],
  )
  const whole = open.find(({ id }) => id === chosen) ?? open[0]
  const comments = looked?.read.comments ?? []
  const outside = whole === undefined ? 0 : outsideOf(comments, occurred, whole)

  async function enter(): Promise<void> {
    if (whole === undefined) return
    setBusy('entering')
    setProblem(null)
    const all: TakenIn[] = []
    for (const { key, body } of partsOf(whole.id, { channel, occurred, items: comments })) {
      setDone({ at: all.length, of: comments.length })
      const path = `/api/v1/consultations/${whole.id}/comments/list`
      const answer = await send<{ items: TakenIn[] }>('POST', path, body, { idempotencyKey: key })
      if (!answer.ok) {
        setBusy(null)
        return setProblem(answer.problem)
      }
      for (const one of answer.body.items) all.push(one)
    }
    setBusy(null)
    setTaken(all)
  }

  if (taken !== null && whole !== undefined)
    return <Taken taken={taken} consultation={whole.id} heading={heading} onAgain={onAgain} />
  return (
    <div class="narrow">
      <h1>{texts.title}</h1>
      <p class="hint">{texts.lede}</p>
      <Trouble problem={problem ?? unread} />
      {items !== null && open.length === 0 && <p class="notice">{texts.none}</p>}
      {whole !== undefined && (
        <>
          <div class="field">
            <label for="consultation">{texts.consultation}</label>
            <select
              id="consultation"
              value={whole.id}
              onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            >
              {open.map(({ id, title, openAt, closeAt }) => (
                <option key={id} value={id}>
                  {fill(texts.line, { title, from: openAt ?? '', to: closeAt ?? '' })}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="channel">{label(lang, 'field', 'channel')}</label>
            <select
              id="channel"
              value={channel}
              onChange={({ currentTarget }) => setChannel(currentTarget.value)}
            >
              {Object.keys(byDesk).map((code) => (
                <option key={code} value={code}>
                  {label(lang, 'questionChannel', code)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="occurred">{texts.cameOn}</label>
            <input
              id="occurred"
              type="date"
              max={today}
              value={occurred}
              onChange={({ currentTarget }) => setOccurred(currentTarget.value || today)}
            />
          </div>
          <Drop words={texts.drop} accept=".xlsx,.xls,.csv" onFiles={(given) => read(given, {})} />
          {files.length > 0 && (
            <p class="hint">
              {fill(words.imports.files, {
                names: files.map(({ path }) => path).join(lang === 'zh' ? '、' : ', '),
              })}
            </p>
          )}
        </>
      )}
      {busy === 'reading' && <p role="status">{texts.reading}</p>}
      {looked !== null && (
        <>
          <Looked read={looked.read} />
          <Columns headers={looked.headers} named={named} onChange={(columns) => read(files, columns)} />
          {outside > 0 && (
            <p class="notice" role="alert">
              {fill(texts.outside, { n: outside, from: whole?.openAt ?? '', to: whole?.closeAt ?? '' })}
            </p>
          )}
          {comments.length > 0 && outside === 0 && (
            <p class="buttons">
              <button type="button" class="primary" disabled={busy !== null} onClick={() => void enter()}>
                {fill(texts.enter, { n: comments.length })}
              </button>
            </p>
          )}
        </>
      )}
      {busy === 'entering' && (
        <p role="status">
          {texts.entering} {fill(texts.progress, { done: done.at, of: done.of })}
        </p>
      )}
    </div>
  )
}
