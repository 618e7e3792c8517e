/** Loads the pages of the ledger itself: its entries, one entry, how to verify. Null when there is no such entry. */
import { checkData } from '../../../web/check/data.ts'
import type { CheckData } from '../../../web/pages/Check.tsx'
import type { EntryData } from '../../../web/pages/Entry.tsx'
import type { LedgerData } from '../../../web/pages/Ledger.tsx'
import type { VerifyData } from '../../../web/pages/Verify.tsx'
import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { entryNotes } from '../../domain/record/entered/notes.ts'
import { fromBase64, fromUtf8, toBase64 } from '../../ledger/bytes.ts'
import type { Receipt } from '../../ledger/receipt.ts'
import { isDate } from '../../ledger/when.ts'
import type { Snapshot } from '../../services/read/log.ts'
import { type Ask, departmentNames, type From, type Loaded, mentions, NONE, namesOf } from './common.ts'

const LINES = 20

/** The checkpoint over a snapshot, or null while nothing may be signed: the page says so in its notice. */
async function checkpointOf({
  frozen,
  size,
  checkpoint,
}: Pick<Snapshot, 'frozen' | 'size' | 'checkpoint'>): Promise<string | null> {
  return frozen !== null || size === 0 ? null : checkpoint()
}

/** Entries that are asked for: all, or those of which something is noted, of a department and of some years. */
async function askedOf({ reading, lang }: From, ask: Ask): Promise<LedgerData['asked']> {
  const told = ask('told', entryNotes)
  if (told === null) return null
  const year = (text: string) => (isDate(text) && text.length === 4 ? text : null)
  const [from, id] = [ask('from', year), ask('department')]
  const to = ask('to', (text) => (from !== null && text < from ? null : year(text)))
  const record = id === null ? null : await reading.record(id)
  return { told, department: id, departmentName: record === null ? null : titleIn(lang, record), from, to }
}

/** Page of entries, newest first. It takes the query `cursor`, `told`, and with that `department`, `from` and `to`. */
export async function loadLedger(from: From, ask: Ask): Promise<Loaded<LedgerData>> {
  const { reading } = from
  const cursor = ask('cursor')
  const asked = await askedOf(from, ask)
  const [entries, head, found] = await Promise.all([
    reading.entries({
      limit: LINES,
      told: asked?.told,
      department: asked?.department ?? undefined,
      from: asked?.from ?? undefined,
      to: asked?.to ?? undefined,
      cursor: cursor ?? undefined,
    }),
    reading.log.snapshot(),
    reading.record(LEDGER),
  ])
  const own = found?.state.kind === 'ledger' ? found.state : null
  const checkpoint = await checkpointOf(head)
  const { origin, verifierKey } = reading.log
  const root = toBase64(head.root)
  return {
    data: { entries, asked, cursor, origin, verifierKey, own, root, checkpoint },
    check: { ...NONE, indices: entries.items.map(({ index }) => index) },
    names: await departmentNames(from),
  }
}

/**
 * Page of one entry; null when there is none.
 *
 * @param id index of the entry, from 0
 */
export async function loadEntry(from: From, _: Ask, id: string): Promise<Loaded<EntryData> | null> {
  const index = Number(id)
  const { reading } = from
  const proven = reading.log.receipt(index).catch((): Receipt | null => null)
  const entry = await reading.entry(index)
  if (entry === null) return null
  const [record, erasure, moments, receipt] = await Promise.all([
    reading.record(entry.envelope.record),
    entry.withheld === null ? null : reading.record(`era-${index}`),
    reading.timeline(entry.envelope.record, { to: entry.envelope.seq, limit: 1 }),
    proven,
  ])
  const moment = moments.find(({ entry: one }) => one.index === index) ?? null
  const body = typeof entry.body === 'object' && entry.body !== null ? entry.body : {}
  const leaf = fromUtf8(fromBase64(entry.leaf))
  return {
    data: { entry, record, moment, erasedBy: erasure?.firstIndex ?? null, receipt, leaf },
    check: { ...NONE, indices: [index], receiptOf: receipt === null ? null : index },
    names: await namesOf(from, [
      ...mentions(body, moment === null ? [] : [moment]),
      ...[entry.envelope.record, entry.envelope.department],
      ...[entry.envelope.actor.account, entry.envelope.approver],
    ]),
  }
}

/** Page on verifying the ledger, with its newest checkpoint and its witnesses. */
export async function loadVerify(from: From): Promise<Loaded<VerifyData>> {
  const { reading } = from
  const { origin, verifierKey } = reading.log
  const [head, witnesses] = await Promise.all([reading.log.snapshot(), reading.witnesses.state()])
  return {
    data: {
      origin,
      verifierKey,
      checkpoint: witnesses.newest?.checkpoint ?? (await checkpointOf(head)),
      witnesses,
    },
    check: NONE,
    names: new Map(),
  }
}

/** Page on which evidence files are checked: its script is handed the words, and asks for nothing more. */
export async function loadCheck({ lang, reading }: From): Promise<Loaded<CheckData>> {
  const own = (await reading.record(LEDGER))?.state
  const published = own?.kind === 'ledger' ? (own.checkers.at(-1) ?? null) : null
  return { data: { ...checkData(lang), published }, check: NONE, names: new Map() }
}
