/**
 * The published vectors as a function of its own, which runs where the ledger's own code runs: in Node, in workerd, and in
 * a browser. No file is read here.
 */
import { parseBundle } from '../../../worker/ledger/bundle.ts'
import { fromBase64, fromHex, toBase64, toHex, utf8 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { openCosignature } from '../../../worker/ledger/cosignature.ts'
import { LedgerError } from '../../../worker/ledger/error.ts'
import { hashLeaf } from '../../../worker/ledger/merkle.ts'
import { openNote } from '../../../worker/ledger/note.ts'
import { checkConsistency, checkInclusion } from '../../../worker/ledger/proof.ts'
import { formatTilePath, parseTilePath } from '../../../worker/ledger/tile-path.ts'
import { formatTlogProof, parseTlogProof } from '../../../worker/ledger/tlog-proof.ts'
import { formatVerifierKey, parseVerifierKey } from '../../../worker/ledger/vkey.ts'

/** The files of vectors, as parsed. */
export interface Vectors {
  notes: { valid: { note: string; vkeys: string[] }[]; malformed: { cases: { note?: string }[] } }
  keys: { vkeys: { vkey: string; valid: boolean | null; name: string; type: number; pubkey_hex: string }[] }
  proofs: {
    published: { marshal: { text: string }[]; must_reject: { text: string }[] }
    derived: { entry_utf8: string; leaf_hash_b64: string; log_vkey: string; text: string }
  }
  tree: {
    leaf_hashes_hex: string[]
    root_hashes_hex_by_size: string[]
    derived: {
      inclusion: { index: number; size: number; proof_hex: string[] }[]
      consistency: { size1: number; size2: number; proof_hex: string[] }[]
    }
  }
  probes: {
    probes: {
      inclusion: {
        leafIdx: number
        treeSize: number
        root: string
        leafHash: string
        proof: string[] | null
        wantErr: boolean
      }[]
    }
  }
  paths: {
    tile_path: { level: number; index: number; width: number; path: string }[]
    parse_error: { level: string; index_path: string }[]
    entry_bundle: { cases: { hex: string; entries_hex?: string[]; ok: boolean }[] }
  }
  cosigned: { valid: { checkpoint: string; witness_vkey: string; timestamp: number }[] }
}

/** Names of the files, by member. */
export const VECTOR_FILES: Readonly<Record<keyof Vectors, string>> = {
  notes: 'signed-notes.json',
  keys: 'vkeys.json',
  proofs: 'tlog-proof.json',
  tree: 'rfc6962-tree.json',
  probes: 'merkle-probes.json',
  paths: 'tile-paths.json',
  cosigned: 'cosigned-checkpoints.json',
}

/** Result: good ones that were taken, bad ones that were refused, and those of which neither is true. */
export interface Tally {
  taken: number
  refused: number
  faults: string[]
}

/** Tries every vector. */
export async function tryVectors(vectors: Vectors): Promise<Tally> {
  const tally: Tally = { taken: 0, refused: 0, faults: [] }
  const takes = async (what: string, work: () => unknown): Promise<void> => {
    const came = await outcome(work)
    if (came === true) tally.taken += 1
    else tally.faults.push(`${what}: ${came}`)
  }
  const refuses = async (what: string, work: () => unknown): Promise<void> => {
    if ((await outcome(work)) === 'refused') tally.refused += 1
    else tally.faults.push(`${what}: was taken`)
  }
  const { notes, keys, proofs, tree, probes, paths, cosigned } = vectors

  const [good] = notes.valid
  for (const { note, vkeys } of notes.valid)
    await takes(note, async () => (await openNote(note, vkeys)).verified.length === vkeys.length)
  for (const { note } of notes.malformed.cases)
    if (note !== undefined) await refuses(note, () => openNote(note, good?.vkeys ?? []))

  for (const { vkey, valid, name, type, pubkey_hex } of keys.vkeys)
    if (valid === true)
      await takes(vkey, () => {
        parseVerifierKey(vkey)
        return formatVerifierKey(name, fromHex(pubkey_hex), type) === vkey
      })
    else await refuses(vkey, () => parseVerifierKey(vkey))

  for (const { text } of proofs.published.marshal)
    await takes(text, () => formatTlogProof(parseTlogProof(text)) === text)
  for (const { text } of proofs.published.must_reject) await refuses(text, () => parseTlogProof(text))
  await takes('a whole proof', async () => {
    const { entry_utf8, leaf_hash_b64, log_vkey, text } = proofs.derived
    const { index, proof, checkpoint } = parseTlogProof(text)
    const { size, root } = await openCheckpoint(checkpoint, log_vkey)
    const leaf = hashLeaf(utf8(entry_utf8))
    checkInclusion(index, size, leaf, proof, root)
    return toBase64(leaf) === leaf_hash_b64
  })

  const at = (hex: readonly string[], i: number): Uint8Array => fromHex(hex[i] ?? '')
  const { leaf_hashes_hex: leaves, root_hashes_hex_by_size: roots } = tree
  for (const { index, size, proof_hex } of tree.derived.inclusion)
    await takes(`inclusion ${index} ${size}`, () =>
      checkInclusion(index, size, at(leaves, index), proof_hex.map(fromHex), at(roots, size)),
    )
  for (const { size1, size2, proof_hex } of tree.derived.consistency)
    await takes(`consistency ${size1} ${size2}`, () =>
      checkConsistency(size1, size2, proof_hex.map(fromHex), at(roots, size1), at(roots, size2)),
    )
  for (const { leafIdx, treeSize, root, leafHash, proof, wantErr } of probes.probes.inclusion) {
    const check = (): void =>
      checkInclusion(leafIdx, treeSize, fromBase64(leafHash), (proof ?? []).map(fromBase64), fromBase64(root))
    await (wantErr ? refuses : takes)(`probe ${leafIdx} of ${treeSize}`, check)
  }

  for (const { level, index, width, path } of paths.tile_path)
    await takes(path, () => {
      parseTilePath(path)
      return formatTilePath({ level, n: index, width: width === 0 ? 256 : width }) === path
    })
  for (const { level, index_path } of paths.parse_error)
    await refuses(`tile/${level}/${index_path}`, () => parseTilePath(`tile/${level}/${index_path}`))
  for (const { hex, entries_hex, ok } of paths.entry_bundle.cases)
    await (ok ? takes : refuses)(
      `bundle ${hex}`,
      () => parseBundle(fromHex(hex)).map(toHex).join() === (entries_hex ?? []).join(),
    )

  for (const { checkpoint, witness_vkey, timestamp } of cosigned.valid)
    await takes(
      witness_vkey,
      async () => (await openCosignature(checkpoint, witness_vkey))?.time === timestamp,
    )
  return tally
}

/** True, or nothing, is well; a LedgerError is a refusal. */
async function outcome(work: () => unknown): Promise<true | 'refused' | 'wrong'> {
  try {
    return (await work()) === false ? 'wrong' : true
  } catch (error) {
    if (error instanceof LedgerError) return 'refused'
    throw error
  }
}
