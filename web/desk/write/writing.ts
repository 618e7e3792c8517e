/**
 * Writing that is not lost: every change goes into this browser at once, and as a draft to the server a moment
 * later. A session that ends, a server that stops or a second window lose nothing.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type Fields, fieldsIn, isSame, toSend, toWrite } from '../form/fields/value.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Answer } from '../frame/send.ts'
import type { Draft, Target } from './drafts.ts'

/** State in which what is written is kept. */
export type Kept =
  /** Nothing was written yet. */
  | 'nothing'
  | 'keeping'
  | 'kept'
  /** In this browser alone: the server could not be reached. */
  | 'here'
  | 'signed_out'
  /** Changed elsewhere in the meantime. */
  | 'conflict'

export interface Writing {
  whole: Fields
  put(whole: Fields): void
  kept: Kept
  draft: Draft | null
  /** True if it was brought back from this browser. */
  restored: boolean
  /** Keeps what is written now. Null when that did not succeed. */
  flush(): Promise<Draft | null>
  takeTheirs(): void
  keepMine(): void
  /** Goes on from a newer version of the record. */
  rebase(seq: number): void
  /** Deletes it here; the draft of the server stays. */
  forget(): void
}

const PAUSE_MS = 800
const RETRY_MS = 5000

interface Options {
  target: Target
  draft: Draft | null
  /** Version of the record that is looked at. */
  seq: number | null
  initial: Fields
  titleOf(whole: Fields): string
  /**
   * True for an account that has drafts on the server; else what is written is kept in this browser alone.
   */
  hasDrafts: boolean
}

/**
 * State of what is written, and its keeping: in this browser at every change, on the server shortly after.
 * Text found in this browser goes before that of the draft.
 */
export function useWriting({ target, draft: given, seq, initial, titleOf, hasDrafts }: Options): Writing {
  const { send, to, today } = useDesk()
  const me = useMe()
  const place = `mingzhang:${me.id}:${given?.id ?? `${target.kind}:${target.verb}:${target.record ?? ''}`}`
  const found = useMemo(() => readLocal(place), [place])
  const begun = given === null ? initial : toWrite(given.input, today)
  const [whole, setWhole] = useState<Fields>(found ?? begun)
  const [kept, setKept] = useState<Kept>(given === null && found === null ? 'nothing' : 'kept')
  const [draft, setDraft] = useState(given)
  const state = useRef({
    whole,
    draft,
    seq: given?.seq ?? seq,
    place,
    busy: Promise.resolve(),
    timer: 0,
  }).current
  const restored = found !== null && !isSame(found, begun)

  async function keep(): Promise<void> {
    const writing = state.whole
    const body = { title: titleOf(writing), input: toSend(writing, today), seq: state.seq }
    setKept('keeping')
    const department = typeof writing.department === 'string' ? { department: writing.department } : {}
    const answer: Answer<Draft> =
      state.draft === null
        ? await send('POST', '/api/v1/drafts', { ...target, ...department, ...body })
        : await send('POST', `/api/v1/drafts/${state.draft.id}/save`, {
            version: state.draft.version,
            ...body,
          })
    if (answer.ok) {
      const isNew = state.draft === null
      take(answer.body)
      if (isNew) {
        history.replaceState(null, '', to(`/drafts/${answer.body.id}`))
        localStorage.removeItem(state.place)
        state.place = `mingzhang:${me.id}:${answer.body.id}`
        if (state.whole !== writing) writeLocal(state.place, state.whole)
      }
      if (state.whole === writing) {
        localStorage.removeItem(state.place)
        setKept('kept')
      }
      return
    }
    if (answer.status === 401) return setKept('signed_out')
    if (answer.problem.code === 'conflict') return setKept('conflict')
    setKept('here')
    if (answer.status === 0 || answer.status >= 500) later(RETRY_MS)
  }

  function take(next: Draft): void {
    state.draft = next
    setDraft(next)
  }

  /** One after the other: the version of a draft moves with each. */
  function keepInTurn(): Promise<void> {
    clearTimeout(state.timer)
    state.busy = state.busy.then(keep)
    return state.busy
  }

  function later(pause: number): void {
    clearTimeout(state.timer)
    state.timer = window.setTimeout(() => void keepInTurn(), pause)
  }

  function put(next: Fields): void {
    state.whole = next
    setWhole(next)
    writeLocal(state.place, next)
    if (hasDrafts) {
      setKept((now) => (now === 'signed_out' || now === 'conflict' ? now : 'keeping'))
      later(PAUSE_MS)
    } else setKept('here')
  }

  useEffect(() => {
    if (restored && hasDrafts) later(0)
    return () => clearTimeout(state.timer)
    // Once, for what this browser had kept.
  }, [])

  return {
    whole,
    put,
    kept,
    draft,
    restored,
    async flush() {
      await keepInTurn()
      return localStorage.getItem(state.place) === null ? state.draft : null
    },
    takeTheirs() {
      void theirs().then((their) => {
        if (their === null) return
        localStorage.removeItem(state.place)
        take(their)
        state.whole = toWrite(their.input, today)
        setWhole(state.whole)
        setKept('kept')
      })
    },
    keepMine() {
      void theirs().then((their) => {
        if (their === null) return
        take(their)
        void keepInTurn()
      })
    },
    rebase(next) {
      state.seq = next
      put({ ...state.whole })
    },
    forget() {
      clearTimeout(state.timer)
      localStorage.removeItem(state.place)
    },
  }

  async function theirs(): Promise<Draft | null> {
    if (state.draft === null) return null
    const answer = await send<Draft>('GET', `/api/v1/drafts/${state.draft.id}`)
    return answer.ok ? answer.body : null
  }
}

function readLocal(place: string): Fields | null {
  const text = localStorage.getItem(place)
  if (text === null) return null
  try {
    return fieldsIn(JSON.parse(text))
  } catch {
    return null
  }
}

/** A browser that keeps nothing, or is full, is no reason not to write. */
function writeLocal(place: string, whole: Fields): void {
  try {
    localStorage.setItem(place, JSON.stringify(whole))
  } catch {
    // The draft of the server is kept all the same.
  }
}
