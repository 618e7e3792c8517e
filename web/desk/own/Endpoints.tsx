/** 事件推送: addresses of one's own systems, to which each new entry is told. */
import { useState } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Shown } from '../frame/Shown.tsx'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { useChange } from './useChange.ts'

interface Endpoint {
  id: string
  url: string
  topic: string | null
  status: 'waiting' | 'on' | 'off'
  reason: string | null
  waiting: number
}

interface Made {
  secret: string
}

/** Section of the endpoints of an account: made, challenged, tried, given another key, removed. */
export function Endpoints() {
  const { words, send, tell } = useDesk()
  const { outgoing } = words
  const list = useList<Endpoint>('/api/v1/endpoints')
  const { problem, change } = useChange(list)
  const [url, setUrl] = useState('')
  const [topic, setTopic] = useState('')
  const [secret, setSecret] = useState<string | null>(null)
  const [said, setSaid] = useState('')

  async function make(event: Event): Promise<void> {
    event.preventDefault()
    const body = { url: url.trim(), ...(topic.trim() === '' ? {} : { topic: topic.trim() }) }
    const answer = await send<Made>('POST', '/api/v1/endpoints', body)
    if (answer.ok) {
      setSecret(answer.body.secret)
      setUrl('')
      setTopic('')
    }
    await change(Promise.resolve(answer))
  }
  async function rotate(id: string): Promise<void> {
    const answer = await send<Made>('POST', `/api/v1/endpoints/${id}/rotate`, {})
    if (answer.ok) setSecret(answer.body.secret)
    await change(Promise.resolve(answer))
  }
  async function attempt(id: string): Promise<void> {
    const answer = await send<{ status: number; why: string }>('POST', `/api/v1/endpoints/${id}/test`, {})
    if (answer.ok) {
      const { status, why } = answer.body
      const text = why === '' ? fill(outgoing.arrived, { status }) : fill(outgoing.failed, { why })
      setSaid(text)
      tell(text)
    }
    await change(Promise.resolve(answer))
  }

  return (
    <section aria-labelledby="endpoints">
      <h2 id="endpoints">{outgoing.endpoints}</h2>
      <p class="hint">{outgoing.endpointsHint}</p>
      <Trouble problem={problem} />
      {said !== '' && <p aria-hidden="true">{said}</p>}
      <ul class="tasks">
        {list.items?.map((one) => (
          <li key={one.id}>
            <span>
              {one.url}
              {one.topic !== null && <span class="hint"> {one.topic}</span>}
            </span>
            <span class="hint">
              {[
                outgoing.status[one.status],
                ...(one.reason === null ? [] : [reasonOf(one.reason, outgoing.reasons)]),
                ...(one.waiting > 0 ? [fill(outgoing.waiting, { n: one.waiting })] : []),
              ].join(' · ')}{' '}
              {one.status === 'on' ? (
                <Act name={outgoing.test} of={one.url} onPress={() => attempt(one.id)} />
              ) : (
                <Act
                  name={outgoing.verify}
                  of={one.url}
                  onPress={() => change(send('POST', `/api/v1/endpoints/${one.id}/verify`, {}))}
                />
              )}{' '}
              <Act name={outgoing.rotate} of={one.url} onPress={() => rotate(one.id)} />{' '}
              <Act
                name={outgoing.remove}
                of={one.url}
                onPress={() => change(send('POST', `/api/v1/endpoints/${one.id}/remove`, {}))}
              />
            </span>
          </li>
        ))}
      </ul>
      {secret !== null && <Shown label={outgoing.secret} text={secret} hint={outgoing.secretHint} />}
      <form onSubmit={make}>
        <label class="field">
          <span>{outgoing.url}</span>
          <small>{outgoing.urlHint}</small>
          <input
            type="url"
            maxLength={1000}
            value={url}
            onInput={({ currentTarget }) => setUrl(currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{outgoing.topic}</span>
          <small>{outgoing.topicHint}</small>
          <input
            type="text"
            maxLength={500}
            value={topic}
            onInput={({ currentTarget }) => setTopic(currentTarget.value)}
          />
        </label>
        <button type="submit">{outgoing.make}</button>
      </form>
    </section>
  )
}

/** Reason for which an endpoint is off, in words; none for one that is not known. */
function reasonOf(reason: string, words: { readonly [reason: string]: string }): string {
  return words[reason] ?? ''
}

function Act({ name, of, onPress }: { name: string; of: string; onPress(): unknown }) {
  return (
    <button type="button" class="plain" aria-label={`${name} ${of}`} onClick={() => void onPress()}>
      {name}
    </button>
  )
}
