import { digestBody } from '../../../worker/ledger/body.ts'
import { formatBundle } from '../../../worker/ledger/bundle.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { formatLeaf } from '../../../worker/ledger/envelope.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import { NaiveTree } from './naive-tree.ts'
import { seedOf } from './signers.ts'

export interface SmallEntry {
  envelope: Envelope
  leaf: Uint8Array
  salt: Uint8Array
  content: string
}

/** Entry `index` of a ledger in which ten records take turns. */
export function entryAt(index: number, change: Partial<Envelope> = {}): SmallEntry {
  const salt = seedOf(`salt ${index}`)
  const content = canonicalJson({ name: `事项 ${index}` })
  const envelope: Envelope = {
    v: 1,
    kind: index < 10 ? 'responsibility.listed' : 'responsibility.amended',
    record: `res-${index % 10}`,
    seq: Math.floor(index / 10) + 1,
    department: 'dep-example',
    actor: { account: 'local', role: 'operator', department: null },
    occurred: '2024',
    recorded: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    visibility: 'public',
    body: toBase64(digestBody(salt, content)),
    ...change,
  }
  return { envelope, leaf: formatLeaf(envelope), salt, content }
}

/** A ledger in memory, as it would be served. */
export class SmallLedger {
  readonly entries: readonly SmallEntry[]
  readonly tree: NaiveTree

  constructor(size: number) {
    this.entries = Array.from({ length: size }, (_, index) => entryAt(index))
    this.tree = new NaiveTree(this.entries.map(({ leaf }) => leaf))
  }

  head(size: number = this.entries.length): { size: number; root: Uint8Array } {
    return { size, root: this.tree.root(size) }
  }

  /** How many leaves bundle `n` has. */
  width(n: number): number {
    return Math.min(256, this.entries.length - n * 256)
  }

  leaves(n: number): Uint8Array[] {
    return this.entries.slice(n * 256, (n + 1) * 256).map(({ leaf }) => leaf)
  }

  bundle(n: number): Uint8Array {
    return formatBundle(this.leaves(n))
  }

  tile(n: number): Uint8Array {
    return this.tree.tile(0, n, this.width(n))
  }
}
