/** The notary of a mirror: it shows the checkpoints that were kept, as they were signed elsewhere, and signs nothing. */
import { Problem } from '../../domain/record/problem.ts'
import type { Signer } from '../../ledger/signer.ts'
import type { Database } from '../database.ts'
import { readCheckpoint } from '../log/checkpoints.ts'
import type { Head } from '../log/head.ts'
import type { Identity } from '../log/identity.ts'
import { type Frozen, FrozenError, Notary } from '../log/notary.ts'

/** Reason for which nothing is recorded in a mirror. */
export const MIRROR: Frozen = {
  code: 'mirror',
  words: {
    zh: '这是镜像，只供查阅和核验：不能登录，也不能提交任何内容。',
    en: 'This is a mirror, to be read and checked: nobody signs in here, and nothing can be entered.',
  },
}

/** Entries that no kept checkpoint covers yet are being brought over. */
const BEHIND: Frozen = {
  code: 'mirror',
  words: {
    zh: '镜像正在接收新的账目，接收完毕之前以上一个检查点为准。',
    en: 'The mirror is taking in new entries; until it has them all, the checkpoint before them is what holds.',
  },
}

/** A signer that has a name and a verifier key, and no key to sign with. */
export function silentSigner({ origin, verifierKey }: Identity): Signer {
  return {
    name: origin,
    verifierKey,
    sign: () => Promise.reject(new FrozenError(MIRROR)),
  }
}

export class Keeper extends Notary {
  readonly #database: Database

  constructor(database: Database, identity: Identity) {
    super(silentSigner(identity), null)
    this.#database = database
  }

  override async standing({ size }: Head): Promise<Frozen | null> {
    return size === 0 || (await readCheckpoint(this.#database, size)) !== null ? null : BEHIND
  }

  /** The note over a head, as it was kept. @throws FrozenError while there is none */
  override async sign({ size }: Head): Promise<string> {
    const note = await readCheckpoint(this.#database, size)
    if (note === null) throw new FrozenError(BEHIND)
    return note
  }

  /** @throws Problem `not_found` where no checkpoint over that size was seen */
  override async signOlder({ size }: Head): Promise<string> {
    const note = await readCheckpoint(this.#database, size)
    if (note !== null) return note
    throw new Problem('not_found', {
      field: 'size',
      words: {
        zh: `镜像没有见过 ${size} 条账目的检查点。`,
        en: `This mirror has not seen a checkpoint over ${size} entries.`,
      },
    })
  }
}
