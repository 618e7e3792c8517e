/**
 * The script that draws a record again, loaded when a reader asks for it: fetches the entries, checks each, and draws
 * the record from them alone in place of what the server has drawn.
 */
import { openCheckpoint } from '../worker/ledger/checkpoint.ts'
import { formatEntriesPath } from '../worker/ledger/tile-path.ts'
import { checkedTree } from '../worker/ledger/tree.ts'
import type { PageData } from './client-data.ts'
import { drawInto } from './draw/draw.ts'
import { type Frame, FrameProvider } from './frame.ts'
import { type Looked, type Looking, lookThrough } from './redraw/others.ts'
import { RedrawnRecord } from './redraw/Redrawn.tsx'
import { type Redrawn, redrawn } from './redraw/redrawn.ts'
import { whyUnable } from './verify/ability.ts'
import { leavesOf } from './verify/entry.ts'
import { growthOf, isKnownKey, rememberedOf } from './verify/growth.ts'
import { createMemory } from './verify/memory.ts'
import { createSource, entriesIn, get } from './verify/source.ts'
import { fill, wordsFor } from './words/words.ts'

const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
const words = wordsFor(lang)

interface Drawn {
  record: Extract<Redrawn, { good: true }>
  looking: Looking
}

/** The record as its checked entries make it, or words on what does not hold; of what was served nothing is believed. */
async function checked(record: string): Promise<Drawn | string> {
  const { client } = words
  const source = createSource(fetch.bind(window))
  const [{ key }, told] = await Promise.all([source.known(), source.evidence(record)])
  const kept = createMemory(() => window.localStorage).read()
  const isKnown = await isKnownKey(kept, key, source)
  if (!isKnown) return client.part.key
  const checkpoint = await openCheckpoint(told.checkpoint, key).catch(() => null)
  if (checkpoint === null) return client.part.signature
  const tree = checkedTree(checkpoint, source.tiles)
  const given = { note: told.checkpoint, tree }
  const { is, from } = await growthOf(source, rememberedOf(kept, key, isKnown), given)
  if (is === 'differs') return fill(client.part.growth, { from })
  if (is === 'behind' || is === 'unknown') return fill(client[is], { from })
  await tree.need(leavesOf(entriesIn(told)))
  const found = redrawn(record, told, tree)
  if (!found.good) return fill(client.part[found.part], { index: found.index ?? '' })
  const bundle = async (n: number, width: number): Promise<Uint8Array> => {
    const answer = await get(fetch.bind(window), `/log/${formatEntriesPath({ n, width })}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  return { record: found, looking: { record, told: told.entries.at(-1)?.index ?? -1, tree, bundle } }
}

function frameOf(timeZone: string): Frame {
  const { pathname, search, origin } = window.location
  return {
    ...{ lang, words, place: '', base: origin, path: pathname.replace(/^\/(?:zh|en)/, ''), query: search },
    assets: { script: '', desk: '', check: '', style: '' },
    timeZone,
    ...{
      size: 0,
      recorded: null,
      frozen: null,
      ended: null,
      checkpoint: null,
      large: false,
      mirrorOf: null,
      followed: null,
    },
    ...{ unknown: [], names: new Map() },
  }
}

async function draw(main: HTMLElement, record: string, timeZone: string): Promise<void> {
  const root = document.createElement('div')
  const served = [...main.children].filter((one): one is HTMLElement => one instanceof HTMLElement)
  const heading = main.querySelector('h1')?.textContent ?? null
  const back = (): void => {
    drawInto(null, root)
    root.remove()
    for (const one of served) one.hidden = false
  }
  const say = (text: string): void => {
    drawInto(
      <p class="notice" role="alert">
        {text}
      </p>,
      root,
    )
    main.prepend(root)
  }
  const why = await whyUnable(window.crypto)
  if (why !== null) return say(words.client.why[why])
  const found = await checked(record).catch(() => words.client.why.fetch)
  if (typeof found === 'string') return say(found)
  for (const one of served) one.hidden = true
  const show = (looked: Looked | 'now' | 'failed'): void =>
    drawInto(
      <FrameProvider value={frameOf(timeZone)}>
        <RedrawnRecord
          record={found.record}
          told={found.looking.told}
          looked={looked}
          served={heading}
          onBack={back}
          onFurther={(to) => void look(to)}
        />
      </FrameProvider>,
      root,
    )
  const look = async (to?: number): Promise<void> => {
    show('now')
    const looked = await lookThrough(found.looking, to, to).catch(() => 'failed' as const)
    if (root.isConnected) show(looked)
  }
  main.prepend(root)
  window.scrollTo(0, 0)
  await look()
}

const block = document.getElementById('page')?.textContent
const main = document.getElementById('main')
if (block && main !== null) {
  const { shown, timeZone }: PageData = JSON.parse(block)
  const record = shown?.record
  if (record !== undefined) {
    // Loaded once: asked for again, the page says so.
    document.addEventListener('redraw', (event) => {
      event.preventDefault()
      void draw(main, record, timeZone)
    })
    void draw(main, record, timeZone)
  }
}
