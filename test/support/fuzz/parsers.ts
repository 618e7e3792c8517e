/**
 * Fuzz of the parsers that read what strangers send or serve: inputs that are bent from good ones. A parser may refuse,
 * with a LedgerError; what it accepts has to be what its own writer would have written, and nothing else.
 */

import { formatEvidence, parseEvidence } from '../../../worker/domain/proof/evidence.ts'
import { formatKeyHistory, parseKeyHistory } from '../../../worker/domain/proof/keys.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from '../../../worker/ledger/add-checkpoint.ts'
import { formatBundle, parseBundle } from '../../../worker/ledger/bundle.ts'
import { fromUtf8, utf8 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson, parseCanonical } from '../../../worker/ledger/canonical.ts'
import { formatBucket, parseBucket } from '../../../worker/ledger/catalogue.ts'
import { formatCheckpoint, parseCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { formatLeaf, parseLeaf } from '../../../worker/ledger/envelope.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { LedgerError } from '../../../worker/ledger/error.ts'
import { formatSignatureLine, parseNote } from '../../../worker/ledger/note.ts'
import { formatPolicy, parsePolicy } from '../../../worker/ledger/policy.ts'
import { formatEntriesPath, formatTilePath, parseTilePath } from '../../../worker/ledger/tile-path.ts'
import { formatTlogProof, parseTlogProof } from '../../../worker/ledger/tlog-proof.ts'
import { formatVerifierKey, parseVerifierKey, TYPE_COSIGNATURE } from '../../../worker/ledger/vkey.ts'
import { bent } from './bent.ts'
import { type Chance, chanceOf } from './chance.ts'

interface Parser {
  /** Good inputs, from which the others are bent. */
  seeds: readonly Uint8Array[]
  /** Reads an input and writes it again. @throws LedgerError for one that is refused */
  again(input: Uint8Array): Uint8Array
}

const HASH = new Uint8Array(32).map((_, i) => i * 7)
const KEY = formatVerifierKey('ledger.example/log', HASH)
const WITNESS = formatVerifierKey('w.example', new Uint8Array(32).fill(5), TYPE_COSIGNATURE)
const TEXT = formatCheckpoint({ origin: 'ledger.example/log', size: 1234, root: HASH })
const LINE = formatSignatureLine('ledger.example/log', 0x12345678, new Uint8Array(64).fill(9))
const NOTE = `${TEXT}\n${LINE}${formatSignatureLine('w.example', 7, new Uint8Array(72).fill(3))}`
const ENVELOPE: Envelope = {
  v: 1,
  kind: 'decision.opened',
  record: 'dec-0000000001',
  seq: 1,
  department: 'dep-water',
  actor: { account: 'acc-0000000001', role: 'recorder', department: 'dep-water' },
  occurred: '2026-03-01',
  recorded: '2026-03-01T01:00:00.000Z',
  visibility: 'public',
  body: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
}
const LEAF = formatLeaf(ENVELOPE)
const PROVEN = { index: 3, leaf: LEAF, salt: HASH, content: '{"a":1}', proof: [HASH, HASH] }
const CHAIN = { entries: [PROVEN], bridges: [{ checkpoint: NOTE, consistency: [HASH] }] }

/** A parser of texts: bytes that are no UTF-8 do not come to it. */
const ofText = (seeds: readonly string[], again: (text: string) => string): Parser => ({
  seeds: seeds.map(utf8),
  again: (input) => utf8(again(fromUtf8(input))),
})

const evidence = {
  ...{ record: 'dec-0000000001', checkpoint: NOTE, policy: 'quorum none\n', entries: [PROVEN] },
  ...{ erasures: [], keys: CHAIN, catalogue: null },
}

export const parsers: Readonly<Record<string, Parser>> = {
  note: ofText([NOTE], (note) => {
    const { text, signatures } = parseNote(note)
    return `${text}\n${signatures.map(({ name, keyId, signature }) => formatSignatureLine(name, keyId, signature)).join('')}`
  }),
  checkpoint: ofText([TEXT, `${TEXT}extension\n`], (text) => formatCheckpoint(parseCheckpoint(text))),
  vkey: ofText([KEY, WITNESS], (text) => {
    const { name, publicKey, type } = parseVerifierKey(text)
    return formatVerifierKey(name, publicKey, type)
  }),
  proof: ofText(
    [
      formatTlogProof({ index: 7, proof: [HASH, HASH], checkpoint: NOTE }),
      formatTlogProof({ index: 0, proof: [], checkpoint: NOTE, extra: HASH }),
    ],
    // The note within is carried as it is; it has a parser of its own.
    (text) => formatTlogProof(parseTlogProof(text)),
  ),
  'add-checkpoint': ofText([formatAddCheckpoint({ old: 5, proof: [HASH], checkpoint: NOTE })], (text) =>
    formatAddCheckpoint(parseAddCheckpoint(text)),
  ),
  // A policy may be written in many ways: what was read and written again is read as the same.
  policy: ofText(
    [
      `# ours\nlog ${KEY}\nwitness  w ${WITNESS} https://w.example\ngroup g any w\nquorum g\n`,
      `log ${KEY} https://l.example\nquorum none\n`,
    ],
    (text) => {
      const written = formatPolicy(parsePolicy(text))
      if (formatPolicy(parsePolicy(written)) !== written) throw new Error('a policy is read in two ways')
      return text
    },
  ),
  'tile path': ofText(['tile/0/x001/234.p/17', 'tile/entries/000', 'tile/63/x001/x234/067'], (text) => {
    const path = parseTilePath(text)
    return path.kind === 'tile' ? formatTilePath(path) : formatEntriesPath(path)
  }),
  bundle: {
    seeds: [formatBundle([LEAF, LEAF, utf8('x')]), new Uint8Array()],
    again: (input) => formatBundle(parseBundle(input)),
  },
  envelope: { seeds: [LEAF], again: (input) => formatLeaf(parseLeaf(input)) },
  body: ofText(['{"a":[1,2.5,"文"],"b":null}'], (text) => canonicalJson(parseCanonical(text))),
  bucket: ofText(
    [
      formatBucket([
        { record: 'dec-1', index: 4, seq: 2 },
        { record: 'dec-2', index: 9, seq: 1 },
      ]),
    ],
    (text) => formatBucket(parseBucket(text)),
  ),
  evidence: ofText([formatEvidence(evidence)], (text) => formatEvidence(parseEvidence(text))),
  'history of keys': ofText([formatKeyHistory({ checkpoint: NOTE, ...CHAIN })], (text) =>
    formatKeyHistory(parseKeyHistory(text)),
  ),
}

/** Result of one parser: how many inputs it took, refused, and which broke it. */
export interface Tried {
  parser: string
  accepted: number
  refused: number
  /** Inputs, in base64, that it met with another error than a refusal, or took though they are written otherwise. */
  faults: { input: string; what: string }[]
}

/** Puts so many bent inputs to a parser; the same for a seed. */
export function tryParser(name: string, inputs: number, seed: number): Tried {
  const parser = parsers[name]
  if (parser === undefined) throw new Error(`no parser ${name}`)
  const chance: Chance = chanceOf(seed)
  const tried: Tried = { parser: name, accepted: 0, refused: 0, faults: [] }
  for (let n = 0; n < inputs; n++) {
    const input = n < parser.seeds.length ? (parser.seeds[n] ?? new Uint8Array()) : bent(parser.seeds, chance)
    const what = faultOf(parser, input, tried)
    if (what !== null) tried.faults.push({ input: Buffer.from(input).toString('base64'), what })
  }
  return tried
}

function faultOf({ again }: Parser, input: Uint8Array, tried: Tried): string | null {
  try {
    const written = again(input)
    tried.accepted += 1
    return Buffer.compare(written, input) === 0 ? null : 'accepted, though it is written otherwise'
  } catch (error) {
    tried.refused += 1
    return error instanceof LedgerError ? null : String(error)
  }
}
