/**
 * Stage of a drill: a copy of the ledger, bound to a key that is made for it. The key of the ledger signs
 * nothing here: a second history signed with it, even in a folder that goes away, is what must never be.
 */
import { constants } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBase64 } from '../../ledger/bytes.ts'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { EMPTY_ROOT } from '../../ledger/merkle.ts'
import { createSigner, type Signer } from '../../ledger/signer.ts'
import { formatSigningKey, TYPE_COSIGNATURE } from '../../ledger/vkey.ts'
import { copyInto } from '../../machine/backup/copy.ts'
import type { Place } from '../shell/place.ts'
import { type Folder, openFolder } from '../verify/source/folder.ts'
import type { Body } from '../verify/source/source.ts'
import { type Edit, edit } from './edit.ts'

/** The ledger of a drill, before anything is done to it. */
export interface Stage {
  /** Folder with the whole copy. */
  base: string
  origin: string
  size: number
  root: Uint8Array
  /** The signed checkpoint over all of it. */
  note: string
  /** The key that the drill has made for the copy. */
  signer: Signer
  /** Folder of a monitor that has mirrored all of it. */
  mirror: string
  /** A witness that everybody in the drill trusts. */
  witness: Signer
  /** Every entry with its body, withheld ones as far as their key is at hand. */
  entries: readonly Body[]
  /** Opens a folder of the drill. */
  open(dir: string): Folder
  /** A folder of its own, empty but for what it is told to copy. */
  folder(): Promise<string>
  /** A copy of the base, with statements run behind its guards. */
  copy(...edits: Edit[]): Promise<string>
  /** Another key of the same name, as somebody has it who took the address but not the key. */
  stranger(): Promise<Signer>
}

export interface StageOptions {
  /** Opens withheld bodies of the ledger; without it they stay unread. */
  signingKey: string | undefined
  /** A folder that goes away afterwards. */
  dir: string
  random: (bytes: number) => Uint8Array
}

/** Copies a ledger, whoever writes to it meanwhile, and gives the copy a key of its own. */
export async function setStage(place: Place, { signingKey, dir, random }: StageOptions): Promise<Stage> {
  const base = join(dir, 'base')
  await place.database((database) => copyInto(database, base), { wide: true })
  const open = (folder: string): Folder => openFolder(folder, { signingKey })
  const source = open(base)
  const { origin } = await source.identity()
  const head = source.committed() ?? { size: 0, root: EMPTY_ROOT }
  source.close()
  const make = async (type?: number, name = origin): Promise<Signer> =>
    createSigner(await formatSigningKey(name, random(32), type))
  const signer = await make()
  const note = await signCheckpoint({ origin, ...head }, signer)
  edit(base, [rekeyed(signer.verifierKey), noteAlone(head.size, note)])
  await mark(base, head)
  const rebound = open(base)
  const entries = await rebound.bodies(0, head.size)
  rebound.close()
  let made = 0
  const folder = async (): Promise<string> => {
    const one = join(dir, String(made++))
    await mkdir(one)
    return one
  }
  return {
    base,
    origin,
    ...head,
    note,
    signer,
    mirror: join(dir, 'mirror'),
    witness: await make(TYPE_COSIGNATURE, 'witness.drill.example/1'),
    entries,
    open,
    folder,
    async copy(...edits) {
      const copied = await folder()
      for (const name of ['mingzhang.db', 'high-water'])
        await copyFile(join(base, name), join(copied, name), constants.COPYFILE_FICLONE)
      edit(copied, edits)
      return copied
    },
    stranger: () => make(),
  }
}

/** Binds a database to another key. */
export function rekeyed(verifierKey: string): Edit {
  return { sql: 'UPDATE ledger SET verifier_key = ?', args: [verifierKey] }
}

/** One checkpoint instead of all that were kept. */
export function noteAlone(size: number, note: string): Edit {
  return [
    { sql: 'DELETE FROM checkpoint', args: [] },
    { sql: 'INSERT INTO checkpoint (size, note) VALUES (?, ?)', args: [size, note] },
  ]
}

/** The high-water mark of a folder. */
export async function mark(dir: string, { size, root }: { size: number; root: Uint8Array }): Promise<void> {
  await writeFile(join(dir, 'high-water'), `${size} ${toBase64(root)}\n`)
}
