/** Following by mail, step by step. Plain forms that work without a script; nothing changes but by a button. */
import { cadences } from '../../worker/domain/following/cadence.ts'
import { at } from '../address.ts'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { Following } from '../types.ts'
import { fill } from '../words/words.ts'

/** Step at which the reader is. */
export type FollowData =
  | {
      step: 'ask'
      /** False where no mail is set up. */
      isOpen: boolean
      /** Address of what is to be followed, and its title; null where nothing that can be is named. */
      topic: { path: string; title: string } | null
      email: string
      cadence: string
      /** Fault of what was typed, in the reader's language; null without one. */
      fault: string | null
    }
  | { step: 'asked'; email: string; fault: string | null }
  | { step: 'confirm'; token: string; title: string }
  | { step: 'done'; title: string }
  | { step: 'manage'; token: string; following: Following; isChanged: boolean }
  | { step: 'left' }

/** Page of following by mail, in all its steps. */
export const followPage: SitePage<FollowData> = {
  name: 'follow',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.follow.title, path: null },
  ],
  head,
  Body,
}

function head(_: FollowData, { words }: Frame): Head {
  return { title: words.follow.title, description: words.follow.lede, hidden: true }
}

function Body(data: FollowData) {
  const { words } = useFrame()
  const titles = {
    ask: words.follow.title,
    asked: words.follow.asked,
    confirm: words.follow.confirm,
    done: words.follow.done,
    manage: words.follow.manage,
    left: words.follow.left,
  }
  return (
    <>
      <div class="title">
        <h1>{titles[data.step]}</h1>
        {data.step === 'ask' && <p class="lede">{words.follow.lede}</p>}
      </div>
      <Step {...data} />
    </>
  )
}

function Step(data: FollowData) {
  const { words } = useFrame()
  if (data.step === 'ask') return <Ask {...data} />
  if (data.step === 'asked') return <Asked {...data} />
  if (data.step === 'confirm') return <Confirm {...data} />
  if (data.step === 'done') return <p>{fill(words.follow.doneText, { title: data.title })}</p>
  if (data.step === 'manage') return <Manage {...data} />
  return <p>{words.follow.leftText}</p>
}

function Fault({ text }: { text: string | null }) {
  return text === null ? null : (
    <p class="wide" role="alert" id="fault">
      {text}
    </p>
  )
}

function Ask({ isOpen, topic, email, cadence, fault }: FollowData & { step: 'ask' }) {
  const { lang, words } = useFrame()
  if (topic === null)
    return (
      <>
        <Fault text={fault} />
        <p>{words.follow.anything}</p>
      </>
    )
  const subject = (
    <p>
      {words.follow.what}
      {lang === 'en' ? ': ' : '：'}
      <a href={at(lang, topic.path)}>{topic.title}</a>
    </p>
  )
  if (!isOpen)
    return (
      <>
        {subject}
        <p>
          {words.follow.closed} <a href={feedOf(topic.path)}>{words.follow.feed}</a>
        </p>
      </>
    )
  return (
    <>
      {subject}
      <form class="clock-form" method="post" action={at(lang, '/follow')}>
        <input type="hidden" name="topic" value={topic.path} />
        <Fault text={fault} />
        <p class="wide">
          <label for="email">{words.follow.email}</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="email"
            required
            maxLength={254}
            defaultValue={email}
            aria-invalid={fault === null ? undefined : true}
            aria-describedby={fault === null ? 'email-hint' : 'fault email-hint'}
          />
          <small id="email-hint">{words.follow.emailHint}</small>
        </p>
        <Often id="cadence" chosen={cadence} />
        <p class="wide">
          <button type="submit">{words.follow.submit}</button>
        </p>
      </form>
    </>
  )
}

/** The feed that says the same: that of a record or rule, of a list as a whole, or of the ledger. */
function feedOf(path: string): string {
  const bare = path.replace(/\?.*$/, '')
  return `/feeds${bare === '/search' ? '/ledger' : bare}.atom`
}

function Often({ id, chosen }: { id: string; chosen: string }) {
  const { lang, words } = useFrame()
  return (
    <p>
      <label for={id}>{words.follow.cadence}</label>
      <select id={id} name="cadence">
        {Object.entries(cadences).map(([code, name]) => (
          <option key={code} value={code} selected={code === chosen}>
            {name[lang]}
          </option>
        ))}
      </select>
    </p>
  )
}

function Asked({ email, fault }: FollowData & { step: 'asked' }) {
  const { lang, words } = useFrame()
  return (
    <>
      <p>{fill(words.follow.askedText, { email })}</p>
      <form class="clock-form" method="post" action={at(lang, '/follow/confirm')}>
        <input type="hidden" name="email" value={email} />
        <Fault text={fault} />
        <p>
          <label for="code">{words.follow.code}</label>
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            required
            maxLength={20}
            aria-invalid={fault === null ? undefined : true}
            aria-describedby={fault === null ? undefined : 'fault'}
          />
        </p>
        <p class="wide">
          <button type="submit">{words.follow.confirm}</button>
        </p>
      </form>
    </>
  )
}

function Confirm({ token, title }: FollowData & { step: 'confirm' }) {
  const { lang, words } = useFrame()
  return (
    <form class="clock-form" method="post" action={at(lang, '/follow/confirm')}>
      <p class="wide">{fill(words.follow.confirmText, { title })}</p>
      <input type="hidden" name="token" value={token} />
      <p class="wide">
        <button type="submit">{words.follow.confirm}</button>
      </p>
    </form>
  )
}

function Manage({ token, following, isChanged }: FollowData & { step: 'manage' }) {
  const { lang, words } = useFrame()
  const action = at(lang, '/follow/manage')
  return (
    <>
      <p class="hint">{words.follow.manageText}</p>
      {isChanged && <p role="status">{words.follow.changed}</p>}
      <ul class="points">
        {following.topics.map(({ id, topic, title }) => (
          <li key={id}>
            <a href={at(lang, topic)}>{title}</a>
            <form class="clock-form" method="post" action={action}>
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="drop" value={id} />
              <p class="wide">
                <button type="submit" aria-label={fill(words.follow.dropOne, { title })}>
                  {words.follow.drop}
                </button>
              </p>
            </form>
          </li>
        ))}
      </ul>
      <form class="clock-form" method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        <Often id="often" chosen={following.cadence} />
        <p>
          <label for="language">{words.follow.language}</label>
          <select id="language" name="lang">
            <option value="zh" lang="zh-CN" selected={following.lang === 'zh'}>
              {words.follow.chinese}
            </option>
            <option value="en" lang="en" selected={following.lang === 'en'}>
              {words.follow.english}
            </option>
          </select>
        </p>
        <p class="wide">
          <button type="submit">{words.follow.change}</button>
        </p>
      </form>
      <form class="clock-form" method="post" action={action}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="leave" value="all" />
        <p class="wide">
          <button type="submit">{words.follow.leave}</button>
        </p>
      </form>
    </>
  )
}
