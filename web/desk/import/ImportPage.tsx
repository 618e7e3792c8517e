/** 导入: drop a list, see what would become of each row, and enter it; what was begun goes on after any interruption. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../desk.ts'
import { Trouble } from '../Trouble.tsx'
import { ChooseMapping } from './ChooseMapping.tsx'
import { Drop } from './Drop.tsx'
import { findImport, forgetImport, keepImport } from './kept.ts'
import type { Columns, Fit, Given, Settings, Summary, Tell, Words } from './messages.ts'
import { Outcome } from './Outcome.tsx'
import { Preview } from './Preview.tsx'
import { useReader } from './useReader.ts'

interface Looked {
  summary: Summary
  columns: Columns | null
  mapping: object
  milliseconds: number
}

type Stage = 'choose' | 'reading' | 'preview' | 'entering' | 'done'

export function ImportPage() {
  const { words, lang, today } = useDesk()
  const me = useMe()
  const { imports } = words
  const [stage, setStage] = useState<Stage>('choose')
  const [files, setFiles] = useState<Given[]>([])
  const [fits, setFits] = useState<Fit[] | null>(null)
  const [settings, setSettings] = useState<Settings>({
    mapping: '',
    columns: {},
    asOf: '',
    partial: false,
    // Who belongs to a department writes for that one alone.
    only: me.department,
    addOnly: !mayI(me, 'record.formal'),
    today,
  })
  const [looked, setLooked] = useState<Looked | null>(null)
  const [done, setDone] = useState<Summary | null>(null)
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [remarks, setRemarks] = useState<Words[]>([])
  const [refused, setRefused] = useState<Extract<Tell, { tell: 'refused' }> | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  /** When the files were given, or the settings last changed. */
  const start = useRef(0)

  const ask = useReader((told) => {
    switch (told.tell) {
      case 'fits':
        return hearFits(told.fits, told.partial)
      case 'drafted':
        setRemarks(told.remarks)
        return preview({ ...settings, mapping: told.mapping, columns: {} })
      case 'preview':
        setWaiting(false)
        setLooked({ ...told, milliseconds: Math.round(performance.now() - start.current) })
        setStage('preview')
        return heading.current?.focus()
      case 'progress':
        setWaiting(false)
        return setProgress(told)
      case 'waiting':
        return setWaiting(true)
      case 'done':
        setDone(told.summary)
        setStage('done')
        void forgetImport(me.id)
        return heading.current?.focus()
      case 'files':
        for (const { name, bytes } of told.files) save(name, bytes)
        return
      case 'refused':
        setRefused(told)
        return setStage((now) => (now === 'entering' ? 'preview' : looked === null ? 'choose' : 'preview'))
    }
  })

  useEffect(() => {
    void findImport(me.id).then((kept) => {
      if (kept === null) return
      setFiles(kept.files)
      setSettings(kept.settings)
      setStage(kept.confirmed ? 'entering' : 'reading')
      start.current = performance.now()
      ask({ ask: 'open', files: kept.files, today })
      ask({ ask: kept.confirmed ? 'enter' : 'preview', settings: kept.settings })
    })
    // Once, for what this browser had kept.
  }, [])

  function hearFits(found: Fit[], partial: boolean): void {
    setFits(found)
    if (stage !== 'reading' || settings.mapping !== '') return
    const [best] = found
    const next = { ...settings, partial, mapping: best?.name ?? '' }
    if (best === undefined) {
      setSettings(next)
      setStage('choose')
    } else preview(next)
  }

  function open(given: Given[]): void {
    setFiles(given)
    setFits(null)
    setLooked(null)
    setDone(null)
    setRemarks([])
    setRefused(null)
    setSettings({ ...settings, mapping: '', columns: {} })
    setStage('reading')
    start.current = performance.now()
    ask({ ask: 'open', files: given, today })
  }

  function preview(next: Settings): void {
    if (stage !== 'reading') start.current = performance.now()
    setSettings(next)
    setRefused(null)
    setStage('reading')
    void keepImport(me.id, { files, settings: next, confirmed: false }).catch(() => undefined)
    ask({ ask: 'preview', settings: next })
  }

  function enter(): void {
    setRefused(null)
    setProgress(null)
    setStage('entering')
    void keepImport(me.id, { files, settings, confirmed: true })
      .catch(() => undefined)
      .then(() => ask({ ask: 'enter', settings }))
  }

  function again(): void {
    void forgetImport(me.id)
    setStage('choose')
    setFiles([])
    setFits(null)
    setLooked(null)
    setDone(null)
  }

  const problem =
    refused === null ? null : { code: refused.code, title: refused.words[lang], detail: refused.words[lang] }
  const hasNone = fits !== null && fits.length === 0
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.nav.import}
      </h1>
      <Trouble problem={problem} />
      {refused?.code === 'not_signed_in' && (
        <p>
          <a href={`/${lang}/sign-in?next=${encodeURIComponent(location.pathname)}`}>{words.signIn.title}</a>
        </p>
      )}
      {stage === 'choose' && (
        <>
          <p class="lede">{imports.lede}</p>
          <Drop onFiles={open} />
          {hasNone && <p class="notice">{imports.noneFits}</p>}
        </>
      )}
      {files.length > 0 && stage !== 'done' && (
        <p class="hint">
          {fill(imports.files, { names: files.map(({ path }) => path).join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {stage === 'reading' && <p role="status">{waiting ? imports.waiting : imports.reading}</p>}
      {files.length > 0 && (stage === 'preview' || (stage === 'choose' && fits !== null)) && (
        <ChooseMapping
          fits={fits ?? []}
          settings={settings}
          looked={looked}
          remarks={remarks}
          onChange={preview}
          onDraft={() => {
            setStage('reading')
            ask({ ask: 'draft' })
          }}
        />
      )}
      {stage === 'preview' && looked !== null && (
        <Preview
          summary={looked.summary}
          milliseconds={looked.milliseconds}
          severalDates={files.length > 1}
          onRejects={() => ask({ ask: 'rejects', rejections: looked.summary.rejections, settings, lang })}
          onEnter={enter}
          onAgain={again}
        />
      )}
      {stage === 'entering' && (
        <div role="status">
          <p>{waiting ? imports.waiting : imports.entering}</p>
          <progress
            max={progress?.of || 1}
            value={progress === null ? undefined : progress.done}
            aria-label={imports.entering}
          />
          {progress !== null && <p>{fill(imports.progress, { done: progress.done, of: progress.of })}</p>}
        </div>
      )}
      {stage === 'done' && done !== null && (
        <Outcome
          summary={done}
          onRejects={() => ask({ ask: 'rejects', rejections: done.rejections, settings, lang })}
          onAgain={again}
        />
      )}
    </>
  )
}

/** Hands a file to whoever uses the page. */
function save(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()]))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
