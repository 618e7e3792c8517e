/** Runs the checks of a page in order and writes what it learns on the board. */
import type { Recorded } from '../../worker/domain/record/event.ts'
import { type Checkpoint, openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { type CheckedTree, checkedTree } from '../../worker/ledger/tree.ts'
import type { Board } from './board.ts'
import { checkCatalogue } from './catalogue.ts'
import { checkEntry, leavesOf } from './entry.ts'
import { giveUp } from './give-up.ts'
import { growthOf, isKnownKey, rememberedOf } from './growth.ts'
import type { Memory } from './memory.ts'
import { checkRecord, type Shown } from './record.ts'
import { checkSignature, createKeyring, type Keyring } from './signature.ts'
import { entriesIn, type Source, SourceError, type Told } from './source.ts'
import type { Why } from './state.ts'

export interface Task {
  /** The record whose page this is; null on pages that list entries of many records. */
  shown: Shown | null
  /** Entries on the page that are checked one by one. */
  indices: readonly number[]
}

export interface Tools {
  source: Source
  memory: Memory
  board: Board
  /** Reason for which this browser cannot check signatures; null when it can. */
  unable: () => Promise<Why | null>
  /** Milliseconds, for showing how long checking took. */
  clock: () => number
}

/** Entries of a list that are fetched at the same time. */
const AT_ONCE = 4

/** Checks everything that a page shows. Never throws: what goes wrong is on the board. */
export async function runChecks(task: Task, tools: Tools): Promise<void> {
  const { board, unable } = tools
  board.know({ is: 'checking', signing: true })
  board.set(board.indices().map((index) => [index, { is: 'checking' }]))
  board.setMarks(board.marked().map((index) => [index, { is: 'checking' }]))
  // Both at once: what is fetched is not looked at before the trial is over.
  const fetching = gather(task, tools.source)
  fetching.catch(() => undefined)
  const why = await unable()
  if (why !== null) return giveUp(board, why)
  try {
    await check(task, await fetching, tools)
  } catch (error) {
    if (error instanceof SourceError && error.code === 'ledger_frozen') return giveUp(board, 'frozen')
    giveUp(board, 'fetch')
  }
}

interface Gathered {
  key: string
  frozen: boolean
  note: string
  evidence: Told | null
}

async function gather({ shown }: Task, source: Source): Promise<Gathered> {
  const [known, evidence] = await Promise.all([
    source.known(),
    shown === null ? null : source.evidence(shown.record),
  ])
  return { ...known, evidence, note: evidence?.checkpoint ?? (await source.checkpoint()) }
}

async function check(
  { shown, indices }: Task,
  { key, frozen, note, evidence }: Gathered,
  tools: Tools,
): Promise<void> {
  const { memory, board, clock, source } = tools
  const remembered = await memory.read()
  const isKnown = await isKnownKey(remembered, key, source)
  if (!isKnown) board.know({ broken: [{ part: 'key', index: null }] })
  if (frozen) board.know({ broken: [...board.summary().broken, { part: 'frozen', index: null }] })

  const started = clock()
  const checkpoint = await open(note, key, board)
  if (checkpoint === null) return
  const opening = clock() - started
  const tree = checkedTree(checkpoint, source.tiles)
  const entries = async (): Promise<void> => {
    const checked = new Map<number, Recorded>()
    if (shown !== null && evidence !== null) {
      await tree.need(leavesOf(entriesIn(evidence)))
      const fetched = clock()
      for (const entry of ofRecord(shown, evidence, tree, board)) checked.set(entry.index, entry)
      board.know({ ms: opening + clock() - fetched })
    }
    board.know({ size: checkpoint.size })
    for (const entry of await oneByOne(indices, tree, tools)) checked.set(entry.index, entry)
    await checkSignatures(checked, createKeyring(source, { key, origin: checkpoint.origin, tree }), board)
  }
  await Promise.all([entries(), grow({ note, tree, key, isKnown }, tools)])
  if (indices.length === 0 && shown === null && checkpoint.size === 0) board.know({ why: 'empty' })
}

/** Checks the record of the page, and gives its entries that hold. */
function ofRecord(shown: Shown, told: Told, tree: CheckedTree, board: Board): Recorded[] {
  const { seals, good, broken, newer, replayed } = checkRecord(told.entries, told.record.state, shown, tree)
  board.set(seals)
  board.know({ broken: [...board.summary().broken, ...broken], newer, replayed })
  const listed = checkCatalogue(told.catalogue, shown.record, told.entries, tree)
  if (listed.good) board.know({ complete: listed.complete })
  else board.know({ broken: [...board.summary().broken, { part: listed.part, index: null }] })
  return good
}

/** Opens the checkpoint with the key; when that fails every seal of the page is broken by it. */
async function open(note: string, key: string, board: Board): Promise<Checkpoint | null> {
  try {
    return await openCheckpoint(note, key)
  } catch {
    board.set(board.indices().map((index) => [index, { is: 'broken', part: 'signature' }]))
    board.know({ broken: [...board.summary().broken, { part: 'signature', index: null }], is: 'broken' })
    return null
  }
}

/** Compares with the last visit, then remembers this one. What contradicts is not remembered over the evidence. */
async function grow(
  { note, tree, key, isKnown }: { note: string; tree: CheckedTree; key: string; isKnown: boolean },
  { source, memory, board }: Tools,
): Promise<void> {
  const remembered = rememberedOf(await memory.read(), key, isKnown)
  const growth = await growthOf(source, remembered, { note, tree })
  board.know({ growth })
  // What does not add up is told to the ledger as well: its operator may not know that its history was lost.
  if (remembered !== null && (growth.is === 'differs' || growth.is === 'behind'))
    await source.handIn(remembered.checkpoint).catch(() => undefined)
  if (!isKnown) return
  if (growth.is === 'differs' && remembered !== null) {
    const { seen, given } = growth
    await memory.write({ ...remembered, fork: { seen, given } })
  } else if (growth.is === 'first' || growth.is === 'same' || growth.is === 'grew') {
    board.know({ remembers: await memory.write({ key, checkpoint: note }) })
  }
}

/** Checks entries one by one, and gives those that hold. */
async function oneByOne(
  indices: readonly number[],
  tree: CheckedTree,
  { source, board }: Tools,
): Promise<Recorded[]> {
  if (indices.length > 0) await tree.need(indices)
  const waiting = [...indices]
  const good: Recorded[] = []
  const worker = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      if (index >= tree.size) {
        board.set([[index, { is: 'waiting' }]])
        continue
      }
      const told = await source.entry(index, tree.size)
      await tree.need(leavesOf([told]))
      const verdict = checkEntry(told, tree)
      if (verdict.good) good.push(verdict.recorded)
      board.set([[index, verdict.good ? { is: 'good' } : { is: 'broken', part: verdict.part }]])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return good
}

/** Looks at every signature that the page claims or a checked entry carries. */
async function checkSignatures(
  checked: ReadonlyMap<number, Recorded>,
  keyring: Keyring,
  board: Board,
): Promise<void> {
  const signed = [...checked.values()].filter(({ envelope }) => envelope.sig !== undefined)
  for (const index of new Set([...board.marked(), ...signed.map((entry) => entry.index)])) {
    const entry = checked.get(index)
    if (entry?.envelope.sig !== undefined) board.setMarks([[index, await checkSignature(entry, keyring)]])
    // What does not add up, or carries no signature after all, is not what the department signed.
    else if (entry !== undefined || board.seal(index).is === 'broken')
      board.setMarks([[index, { is: 'wrong' }]])
    else board.setMarks([[index, { is: 'cannot' }]])
  }
  board.know({ signing: false })
}
