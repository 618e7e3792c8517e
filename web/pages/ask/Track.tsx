/** 查询: whoever has the code of a question sees what they wrote and does what is theirs to do. Nothing acts by a link. */

import type { ComponentProps } from 'preact'
import { dealings } from '../../../worker/domain/kinds/comment/vocabulary.ts'
import { solvedAnswers } from '../../../worker/domain/kinds/question/vocabulary.ts'
import type { SpokenText } from '../../../worker/domain/record/spoken/text.ts'
import { at, recordPath } from '../../address.ts'
import { Status } from '../../components/list/Status.tsx'
import { Attached } from '../../components/question/Attached.tsx'
import { CodeForm } from '../../components/question/CodeForm.tsx'
import { CopyNote } from '../../components/question/CopyNote.tsx'
import { LongText } from '../../components/record/Prose.tsx'
import { useFrame } from '../../frame.ts'
import { fieldLabel, label } from '../../labels.ts'
import type { SitePage } from '../../page.tsx'
import { count, fill } from '../../words/words.ts'
import { Attach } from './Attach.tsx'
import { Choose, Fault, type FormFault, Line, Long } from './fields.tsx'
import { Queued, type QueuedData } from './Queued.tsx'

/** The fate of a text at the moderator's, with whether another one can be asked for. */
export type Fate = Pick<SpokenText, 'publication' | 'ground' | 'explanation' | 'redactions' | 'second'> & {
  contestable: boolean
  /** Copy that is published in its place, with its name; null for none. */
  copy: Pick<SpokenText, 'title' | 'attachment' | 'copied'> | null
}

export interface TrackedData {
  id: string
  kind: 'question' | 'comment'
  code: string
  status: string
  due: string | null
  texts: {
    of: number
    title: string | null
    text: string
    asks: string[]
    attachment: ComponentProps<typeof Attached>['attachment'] | null
    fate: Fate | null
  }[]
  /** Documents that can still be sent. */
  left: number
  hasContact: boolean
  /** The line by which a domain names the comment; null where nothing can be proven. */
  toProve: { record: string; path: string; text: string } | null
  /** Acts that are possible as it stands, by their events. */
  possible: string[]
  nonce: string
}

export interface TrackData {
  tracked: TrackedData | null
  /** The text of a code that waits to be entered. */
  waits: QueuedData | null
  /** Act that was just done, and the entry that says so; null after none. */
  done: { event: string; index: number } | 'forgotten' | 'taken-back' | null
  fault: FormFault | null
}

/** Page on which the holder of a code follows a question. */
export const trackPage: SitePage<TrackData> = {
  name: 'ask',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.track.title, path: null },
  ],
  head: (_, { words }) => ({ title: words.track.title, description: words.track.description, hidden: true }),
  Body,
}

function Body({ tracked, waits, done, fault }: TrackData) {
  const { lang, words } = useFrame()
  const { track } = words
  return (
    <>
      <div class="title">
        <h1>{track.title}</h1>
        {tracked === null && waits === null && <p class="lede">{track.lede}</p>}
      </div>
      <Fault fault={fault} />
      {done === 'forgotten' && <p class="notice">{track.forgotten}</p>}
      {done === 'taken-back' && <p class="notice">{track.takenBack}</p>}
      {typeof done === 'object' && done !== null && (
        <p class="notice">
          <a href={at(lang, `/entries/${done.index}`)}>
            {fill(track.done, {
              what: label(lang, 'event', `${tracked?.kind ?? 'question'}.${done.event}`),
              index: done.index,
            })}
          </a>
        </p>
      )}
      {waits !== null && <Queued {...waits} />}
      {tracked !== null && <Mine {...tracked} fault={fault} />}
      {tracked === null && waits === null && (
        <form method="post" action={at(lang, '/m')} class="paper-form">
          <Line name="code" label={track.code} fault={fault} most={40} required />
          <button type="submit">{track.look}</button>
        </form>
      )}
    </>
  )
}

function Mine({ fault, ...tracked }: TrackedData & { fault: FormFault | null }) {
  const { lang, words } = useFrame()
  const { track, ask, attach } = words
  const { id, kind, code, status, due, texts, left, hasContact, toProve, possible, nonce } = tracked
  const can = (event: string): boolean => possible.includes(event)
  const act = (event: string) => ({ event, code, nonce })
  return (
    <>
      <p class="dot">
        <Status of={{ kind, status }} />
        {due !== null && <span>{fill(track.due, { due })}</span>}
        <a href={at(lang, recordPath(id) ?? '/')}>{track.page}</a>
      </p>
      <section aria-labelledby="yours">
        <h2 id="yours">{track.yours}</h2>
        {texts.map(({ of, title, text, asks, attachment, fate }) => (
          <div key={of}>
            {attachment !== null && (
              <>
                <Attached lang={lang} name={title ?? ''} attachment={attachment} isOpen={false} />
                <CodeForm code={code} path="/m/document" button={attach.asKept}>
                  <input type="hidden" name="of" value={of} />
                </CodeForm>
              </>
            )}
            {attachment === null && title !== null && <h3>{title}</h3>}
            <LongText text={text} />
            {asks.length > 0 && (
              <ul>
                {asks.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
            {fate !== null && <Published {...fate} />}
          </div>
        ))}
      </section>
      {can('completed') && (
        <Act
          {...act('completed')}
          title={track.complete}
          {...(status === 'abandoned' ? { hint: track.lateHint } : {})}
        >
          <Long name="text" label={track.complete} fault={null} most={5000} rows={5} required />
        </Act>
      )}
      {can('rated') && kind === 'comment' && (
        <Act {...act('rated')} title={track.rate}>
          <Choose
            name="dealtWith"
            label={fieldLabel(lang, 'comment', 'dealtWith')}
            fault={null}
            given="no"
            options={Object.keys(dealings).map((one) => [one, label(lang, 'dealing', one)])}
          />
        </Act>
      )}
      {can('rated') && kind === 'question' && (
        <Act {...act('rated')} title={track.rate}>
          <Choose
            name="solved"
            label={track.solved}
            fault={null}
            given="no"
            options={Object.keys(solvedAnswers).map((one) => [one, label(lang, 'solvedAnswer', one)])}
          />
          <Choose
            name="reached"
            label={track.reached}
            fault={null}
            options={[
              ['', track.unsaid],
              ['yes', track.yes],
              ['no', track.no],
            ]}
          />
          <Choose
            name="satisfied"
            label={track.satisfied}
            fault={null}
            options={[['', track.unsaid], ...['1', '2', '3', '4', '5'].map((n): [string, string] => [n, n])]}
          />
        </Act>
      )}
      {can('added') && (
        <Act {...act('added')} title={track.add}>
          <Long name="text" label={track.add} fault={null} most={5000} rows={5} required />
        </Act>
      )}
      {can('attached') && (
        <details open={(fault?.field ?? '') === 'file'}>
          <summary>{attach.title}</summary>
          <Attach code={code} nonce={nonce} left={left} fault={fault} />
        </details>
      )}
      {toProve !== null && (
        <details open={fault?.field === 'domain'}>
          <summary>{words.prove.title}</summary>
          <form method="post" action={at(lang, '/m/proved')} class="paper-form">
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="nonce" value={`${nonce}-proved`} />
            <p class="hint">{fill(words.prove.hint, { record: toProve.record, path: toProve.path })}</p>
            <p>
              {words.prove.line} <code>{toProve.text}</code>
            </p>
            <Line name="domain" label={words.prove.domain} fault={fault} most={200} required />
            <button type="submit">{words.prove.send}</button>
          </form>
        </details>
      )}
      {can('second_reading_asked') && (
        <Act {...act('second_reading_asked')} title={track.second} hint={track.secondHint}>
          <Choose
            name="of"
            label={track.whichText}
            fault={null}
            options={texts
              .filter(({ fate }) => fate?.contestable === true)
              .map(({ of, title, text }) => [String(of), `${title ?? text}`.slice(0, 40)])}
          />
        </Act>
      )}
      {can('review_asked') && <Act {...act('review_asked')} title={track.review} hint={track.reviewHint} />}
      {can('withdrawn') && <Act {...act('withdrawn')} title={track.withdraw} hint={track.withdrawHint} />}
      {can('erasure_asked') && <Act {...act('erasure_asked')} title={track.erase} hint={track.eraseHint} />}
      <CodeForm code={code} path="/m/receipt" button={ask.receipt} hint={ask.receiptHint} />
      {hasContact && <CodeForm code={code} path="/m/forget" button={track.forget} />}
    </>
  )
}

/** Note on a text that a moderator did not publish as it came in. */
function Published({ publication, ground, explanation, redactions, second, copy }: Fate) {
  const { lang, words } = useFrame()
  const { track, questions } = words
  const grounds = [...new Set(redactions.map((one) => label(lang, 'moderationGround', one.ground)))]
  return (
    <>
      {publication === 'withheld' && (
        <p class="hint">
          {fill(track.withheldAs, {
            ground: label(lang, 'moderationGround', ground ?? ''),
            explanation: explanation ?? questions.explanationErased,
          })}
        </p>
      )}
      {copy !== null && (
        <>
          <Attached lang={lang} name={copy.title ?? ''} attachment={copy.attachment ?? {}} />
          <CopyNote copied={copy.copied} />
        </>
      )}
      {publication === 'redacted' && redactions.length > 0 && (
        <p class="hint">
          {count(questions.cut, redactions.length, { grounds: grounds.join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {second !== null && <p class="hint">{second === 'asked' ? questions.second : questions.secondRead}</p>}
    </>
  )
}

interface ActProps {
  event: string
  code: string
  nonce: string
  title: string
  hint?: string
  children?: preact.ComponentChildren
}

/** One act of the asker: a folded form with a button of its own. */
function Act({ event, code, nonce, title, hint, children }: ActProps) {
  const { words } = useFrame()
  return (
    <details>
      <summary>{title}</summary>
      <CodeForm
        code={code}
        path={`/m/${event.replaceAll('_', '-')}`}
        button={children === undefined ? title : words.track.send}
      >
        <input type="hidden" name="nonce" value={`${nonce}-${event}`} />
        {hint !== undefined && <p class="hint">{hint}</p>}
        {children}
      </CodeForm>
    </details>
  )
}
