/** Course of an import: from the files to the last entry, over whatever interrupts it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useDesk, useMe } from '../frame/desk.ts'
import { findImport, forgetImport, keepImport } from './kept.ts'
import type { Accepted, Columns, Fit, Given, Settings, Summary, Tell, Words } from './messages.ts'
import { saveFile } from './save.ts'
import { useReader } from './useReader.ts'

export type Stage = 'choose' | 'reading' | 'preview' | 'entering' | 'done'
export type Refused = Extract<Tell, { tell: 'refused' }>

export interface Looked {
  summary: Summary
  columns: Columns | null
  mapping: object
  milliseconds: number
}

export interface Import {
  stage: Stage
  files: readonly Given[]
  /** The mappings that read anything of the files; null while they are tried. */
  fits: Fit[] | null
  settings: Settings
  looked: Looked | null
  done: Summary | null
  progress: { done: number; of: number } | null
  /** True while the server does not answer. */
  isWaiting: boolean
  /** True if this browser holds what it needs to go on after the page was closed. */
  isKept: boolean
  remarks: readonly Words[]
  refused: Refused | null
  open(files: Given[]): void
  preview(settings: Settings): void
  draft(): void
  /**
   * @param sign with the key of the department in this browser
   * @param accept harms that were looked at
   */
  enter(sign: boolean, accept: Accepted[]): void
  again(): void
  /** Hands out the rejected rows of what was looked at, or entered. */
  saveRejects(summary: Summary): void
}

/** @param onStage when the page shows something else */
export function useImport(onStage: () => void): Import {
  const { lang, today, words } = useDesk()
  const me = useMe()
  const fresh: Settings = {
    mapping: '',
    columns: {},
    asOf: '',
    partial: false,
    department: '',
    // Who belongs to a department writes for that one alone.
    only: me.department,
    sign: false,
    accept: [],
    today,
  }
  const [stage, setStage] = useState<Stage>('choose')
  const [files, setFiles] = useState<Given[]>([])
  const [fits, setFits] = useState<Fit[] | null>(null)
  const [settings, setSettings] = useState<Settings>(fresh)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [done, setDone] = useState<Summary | null>(null)
  const [progress, setProgress] = useState<Import['progress']>(null)
  const [isWaiting, setWaiting] = useState(false)
  const [isKept, setKept] = useState(true)
  const [remarks, setRemarks] = useState<readonly Words[]>([])
  const [refused, setRefused] = useState<Refused | null>(null)
  /**
   * Time at which the files were given, or the settings last changed, in milliseconds of the page's clock.
   */
  const start = useRef(0)
  /** Set once files were given: what this browser kept comes too late then. */
  const isBegun = useRef(false)

  const ask = useReader(words.imports.noReader, (told) => {
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
        return onStage()
      case 'progress':
        setWaiting(false)
        return setProgress(told)
      case 'waiting':
        return setWaiting(true)
      case 'done':
        // A later delivery does harm that nobody has seen yet: it is shown like the first.
        if (told.summary.held.length > 0 || told.summary.blocked) return compare({ ...settings, accept: [] })
        setDone(told.summary)
        setStage('done')
        void forgetImport(me.id)
        return onStage()
      case 'files':
        for (const { name, bytes } of told.files) saveFile(name, bytes)
        return
      case 'refused':
        return hearRefusal(told)
    }
  })

  useEffect(() => {
    void findImport(me.id).then((kept) => {
      if (kept === null || isBegun.current) return
      const then = { ...fresh, ...kept.settings }
      setFiles(kept.files)
      setSettings(then)
      setStage(kept.confirmed ? 'entering' : 'reading')
      start.current = performance.now()
      ask({ ask: 'open', files: kept.files, today })
      ask({ ask: kept.confirmed ? 'enter' : 'preview', settings: then })
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

  /** Compares again after a refusal in the middle: a part may be entered, or somebody else was first. */
  function hearRefusal(told: Refused): void {
    setRefused(told)
    setWaiting(false)
    if (stage === 'entering' && told.code !== 'not_signed_in') compare(settings)
    else setStage(looked === null ? 'choose' : 'preview')
  }

  function keep(next: Settings, confirmed: boolean): Promise<void> {
    return keepImport(me.id, { files, settings: next, confirmed }).then(
      () => setKept(true),
      () => setKept(false),
    )
  }

  function compare(next: Settings): void {
    if (stage !== 'reading') start.current = performance.now()
    setSettings(next)
    setStage('reading')
    void keep(next, false)
    ask({ ask: 'preview', settings: next })
  }

  function preview(next: Settings): void {
    setRefused(null)
    compare({ ...next, accept: [] })
  }

  function clear(given: Given[]): void {
    setFiles(given)
    setFits(null)
    setLooked(null)
    setDone(null)
    setProgress(null)
    setRemarks([])
    setRefused(null)
    setSettings(fresh)
  }

  return {
    stage,
    files,
    fits,
    settings,
    looked,
    done,
    progress,
    isWaiting,
    isKept,
    remarks,
    refused,
    open(given) {
      isBegun.current = true
      clear(given)
      setStage('reading')
      start.current = performance.now()
      ask({ ask: 'open', files: given, today })
    },
    preview,
    draft() {
      setRefused(null)
      setStage('reading')
      ask({ ask: 'draft' })
    },
    enter(sign, accept) {
      const then = { ...settings, sign, accept }
      setSettings(then)
      setRefused(null)
      setProgress(null)
      setStage('entering')
      // Kept first: from the first part on it can be gone on with.
      void keep(then, true).then(() => ask({ ask: 'enter', settings: then }))
    },
    again() {
      void forgetImport(me.id)
      clear([])
      setStage('choose')
      onStage()
    },
    saveRejects: ({ rejections }) => ask({ ask: 'rejects', rejections, settings, lang }),
  }
}
